"""A process to be killed: adds documents and gives verdicts, and says on stdout what is on the disk by its word.

``python -m tests.store.victim CASE FIRST COUNT``: for each number from FIRST on, add the document "NUMBER.txt" and judge it.
"""

import sys

from headwater.store.case import Case
from headwater.store.verdicts import Draft
from tests.store.fakes import item, read, subjects


def text(number: int) -> str:
    return f"Ada Quint said gate {number} was shut. It rained. Bo Marr warned that {number} more would come. " * 3


def main(path: str, first: int, count: int) -> None:
    with Case.open(path) as case:
        print("ready", flush=True)
        for number in range(first, first + count):
            (saved,) = case.save([item(read(text(number), f"{number}.txt"))])
            print(f"document {number}.txt", flush=True)
            for subject in list(subjects(case, saved.document_id).values())[:2]:
                verdict = case.give(Draft("reject", subject, {}, "Eve", f"{number}"))
                print(f"verdict {verdict.id} {verdict.hash}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
