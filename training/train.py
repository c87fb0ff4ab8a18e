"""Train the reader: tags, links, pronouns and certainty in one pass over one encoder."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from headwater.read.encoding import Alphabet
from training.data import (
    IGNORE,
    VARIANTS,
    Example,
    attribution_examples,
    certainty_examples,
    pronoun_examples,
    rows,
)
from training.model import LINK, Reader, from_minilm

WEIGHTS = {"link": 0.3, "pronoun": 0.3, "certainty": 0.1}


def load_alphabet(tokenizer_file: Path, lexicon: Path) -> Alphabet:
    """Word pieces of the encoder's own vocabulary."""
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    unknown = tokenizer.token_to_id("[UNK]")

    @cache
    def pieces(word: str) -> tuple[int, ...]:
        return tuple(tokenizer.encode(word, add_special_tokens=False).ids) or (unknown,)

    return Alphabet(
        pieces,
        tokenizer.token_to_id("[CLS]"),
        tokenizer.token_to_id("[SEP]"),
        frozenset(lexicon.read_text(encoding="utf-8").split()),
    )


def epoch_examples(data: Path, alphabet: Alphabet, seed: int) -> list[Example]:
    """All examples of one epoch: each article once, in one variant, its window cuts moved."""
    rng = random.Random(seed)
    names, shares = zip(*VARIANTS, strict=True)
    examples: list[Example] = []
    for article in rows(data / "attribution/polnear_train.jsonl.gz"):
        variant = rng.choices(names, shares)[0]
        skip = rng.randrange(4)
        examples += attribution_examples(article, alphabet, variant=variant, skip=skip, rng=rng)
    examples += certainty_examples(data / "certainty/uw_train.jsonl.gz", alphabet)
    examples += pronoun_examples(data / "pronouns/gap_development.jsonl.gz", alphabet)
    return examples


def batches(examples: list[Example], budget: int, rng: random.Random) -> list[list[Example]]:
    """Group examples of like length to about ``budget`` pieces a batch, in random order."""
    order = sorted(examples, key=lambda e: (len(e.window.pieces) // 16, rng.random()))
    result: list[list[Example]] = []
    batch: list[Example] = []
    longest = 0
    for example in order:
        longest = max(longest, len(example.window.pieces))
        if batch and longest * (len(batch) + 1) > budget:
            result.append(batch)
            batch, longest = [], len(example.window.pieces)
        batch.append(example)
    if batch:
        result.append(batch)
    rng.shuffle(result)
    return result


def collate(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Ids, features, mask, tags and certainty (NaN where unknown), padded: batch × length."""
    length = max(len(e.window.pieces) for e in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    features = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    tags = torch.full_like(ids, IGNORE)
    certainty = torch.full(ids.shape, math.nan)
    for i, example in enumerate(batch):
        window = example.window
        n = len(window.pieces)
        ids[i, :n] = torch.tensor(window.pieces)
        features[i, :n] = torch.tensor(window.features)
        mask[i, :n] = 1
        where = torch.tensor(window.position, dtype=torch.long)
        tags[i, where] = torch.tensor(example.tags, dtype=torch.long)
        certainty[i, where] = torch.tensor([math.nan if c is None else c for c in example.certainty])
    return ids, features, mask, tags, certainty


def losses(model: Reader, batch: list[Example], smoothing: float) -> dict[str, Tensor]:
    """The loss of each head on one batch."""
    ids, features, mask, tags, certainty = collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, link, pronoun, sure = model(ids, features, mask)
    logits, link, pronoun, sure = logits.float(), link.float(), pronoun.float(), sure.float()
    result: dict[str, Tensor] = {}
    if (tags != IGNORE).any():
        result["tag"] = nn.functional.cross_entropy(
            logits.flatten(0, 1), tags.flatten(), ignore_index=IGNORE, label_smoothing=smoothing
        )
    result |= _link_loss(batch, link, mask, tags)
    result |= _pronoun_loss(batch, pronoun)
    known = ~certainty.isnan()
    if known.any():
        result["certainty"] = nn.functional.smooth_l1_loss(sure[known], certainty[known])
    return result


def _link_loss(batch: list[Example], link: Tensor, mask: Tensor, tags: Tensor) -> dict[str, Tensor]:
    """Each source and content points at the first word of its cue, or at the window's first piece for none."""
    scores, goals = [], []
    for i, example in enumerate(batch):
        if not example.links:
            continue
        allowed = (tags[i] == 3) | (torch.arange(tags.shape[1]) == 0)
        query = link[i, [a for a, _ in example.links], :LINK]
        table = query @ link[i, :, LINK:].T / math.sqrt(LINK)
        scores.append(table.masked_fill(~allowed, -1e4))
        goals.append(torch.tensor([b for _, b in example.links]))
    if not scores:
        return {}
    return {"link": nn.functional.cross_entropy(torch.cat(scores), torch.cat(goals))}


def _pronoun_loss(batch: list[Example], pronoun: Tensor) -> dict[str, Tensor]:
    scores, goals = [], []
    for i, example in enumerate(batch):
        for a, b, same in example.mentions:
            scores.append((pronoun[i, a, :LINK] * pronoun[i, b, LINK:]).sum() / math.sqrt(LINK))
            goals.append(same)
    if not scores:
        return {}
    return {"pronoun": nn.functional.binary_cross_entropy_with_logits(torch.stack(scores), torch.tensor(goals))}


def train(
    model: Reader,
    examples: Callable[[int], list[Example]],
    *,
    epochs: int,
    rate: float,
    budget: int,
    seed: int,
    smoothing: float,
    log: Callable[[str], None],
    after_epoch: Callable[[int], None],
) -> None:
    """AdamW with linear warm-up and decay; the heads learn ten times as fast as the encoder."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head = [p for n, p in model.named_parameters() if n.split(".")[0] in ("tag", "link", "pronoun", "certainty", "features")]
    body = [p for n, p in model.named_parameters() if n.split(".")[0] not in ("tag", "link", "pronoun", "certainty", "features")]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": head, "lr": rate * 10}], weight_decay=0.01)
    first = batches(examples(0), budget, rng)
    total = len(first) * epochs
    warm = total // 15
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: s / max(1, warm) if s < warm else max(0.02, (total - s) / (total - warm))
    )
    step, began = 0, time.monotonic()
    for epoch in range(epochs):
        model.train()
        sums: dict[str, list[float]] = {}
        for batch in first if epoch == 0 else batches(examples(epoch), budget, rng):
            parts = losses(model, batch, smoothing)
            loss = torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in parts.items()]).sum()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            for name, value in parts.items():
                sums.setdefault(name, []).append(value.item())
            step += 1
            if step % 20 == 0:
                means = " ".join(f"{n} {sum(v[-50:]) / len(v[-50:]):.3f}" for n, v in sums.items())
                log(f"epoch {epoch + 1} step {step}/{total} {means} {time.monotonic() - began:.0f}s")
        after_epoch(epoch + 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("encoder", type=Path, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("out", type=Path)
    parser.add_argument("--lexicon", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--budget", type=int, default=4096)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--smoothing", type=float, default=0.05)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(arguments.seed)
    alphabet = load_alphabet(arguments.encoder / "tokenizer.json", arguments.lexicon)
    model = from_minilm(arguments.encoder / "model.safetensors")

    def save(epoch: int) -> None:
        torch.save(model.state_dict(), arguments.out / "model.pt")
        (arguments.out / "state.json").write_text(json.dumps({"epoch": epoch}))
        from training.evaluate import evaluate

        print(json.dumps({"epoch": epoch, **evaluate(model, alphabet, arguments.data)}), flush=True)

    train(
        model,
        lambda epoch: epoch_examples(arguments.data, alphabet, arguments.seed * 1000 + epoch),
        epochs=arguments.epochs,
        rate=arguments.rate,
        budget=arguments.budget,
        seed=arguments.seed,
        smoothing=arguments.smoothing,
        log=lambda text: print(text, flush=True),
        after_epoch=save,
    )


if __name__ == "__main__":
    main()
