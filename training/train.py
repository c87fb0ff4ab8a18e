"""Train the reader: tags, links, pronouns and certainty in one pass over one encoder."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from headwater.read.tagging.encoding import Alphabet
from training.authored import Authored, authored_examples
from training.data import (
    IGNORE,
    LABELS,
    VARIANTS,
    Example,
    attribution_examples,
    certainty_examples,
    pronoun_examples,
    rows,
)
from training.lexicon import texts
from training.model import LINK, Reader
from training.pronoun_texts import hidden_examples

WEIGHTS = {"link": 0.3, "pronoun": 0.5, "certainty": 0.5}


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one stage of training goes. ``rate`` is the encoder's peak; the heads learn ten times as fast.

    ``budget`` is pieces a batch. ``repeat`` says how often each text of our own comes in an epoch, ``hidden`` how many
    stretches of news with names turned into pronouns. ``aside`` is the share of the certainty and pronoun examples that
    an epoch takes. ``frozen`` counts the lowest layers that are left as they came, with the embeddings. ``taught``: the
    network learns from the large one (``distil.py``).
    """

    epochs: int
    rate: float
    seed: int = 1
    budget: int = 4096
    smoothing: float = 0.05
    repeat: int = 0
    hidden: int = 0
    aside: float = 1.0
    frozen: int = 0
    taught: bool = False


STAGES = {
    "fast": (
        Recipe(epochs=3, rate=1e-4),
        Recipe(epochs=2, rate=5e-5, seed=2, repeat=3),
    ),
    "accurate": (
        Recipe(epochs=2, rate=5e-5, seed=1, budget=2048, repeat=1, aside=0.35, frozen=3),
        Recipe(epochs=2, rate=3e-5, seed=2, budget=2048, repeat=1, aside=0.25, frozen=3),
    ),
}
"""The small network: first the corpora, then the corpora with our own texts. The large one sees everything at once, twice as
often as a core can show it in two hours."""

TAUGHT = Recipe(epochs=1, rate=8e-5, seed=3, repeat=2, hidden=600, aside=0.4, taught=True)
"""A third stage for the small network, asked for by ``--taught``: it learns from the large one. Not shipped so far."""


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


def epoch_examples(data: Path, alphabet: Alphabet, recipe: Recipe, own: list[Authored], epoch: int) -> list[Example]:
    """All examples of one epoch: each article once, in one variant, its window cuts moved, and what the recipe adds."""
    seed = recipe.seed * 1000 + epoch
    rng = random.Random(seed)
    names, shares = zip(*VARIANTS, strict=True)
    examples: list[Example] = []
    for article in rows(data / "attribution/polnear_train.jsonl.gz"):
        variant = rng.choices(names, shares)[0]
        skip = rng.randrange(4)
        examples += attribution_examples(article, alphabet, variant=variant, skip=skip, rng=rng)
    aside = [
        *certainty_examples(data / "certainty/uw_train.jsonl.gz", alphabet),
        *pronoun_examples(data / "pronouns/gap_development.jsonl.gz", alphabet),
    ]
    examples += aside if recipe.aside == 1 else rng.sample(aside, int(recipe.aside * len(aside)))
    if recipe.hidden:
        hidden = list(hidden_examples(texts(data), alphabet, seed))
        examples += rng.sample(hidden, min(recipe.hidden, len(hidden)))
    return examples + authored_examples(own, alphabet) * recipe.repeat


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


def collate(batch: list[Example], smoothing: float) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Ids, features, mask, tags, shares of the seven labels and certainty (NaN where unknown), padded: batch × length."""
    length = max(len(e.window.pieces) for e in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    features = torch.zeros_like(ids)
    mask = torch.zeros_like(ids)
    tags = torch.full_like(ids, IGNORE)
    shares = torch.zeros(*ids.shape, len(LABELS))
    certainty = torch.full(ids.shape, math.nan)
    for i, example in enumerate(batch):
        window = example.window
        n = len(window.pieces)
        ids[i, :n] = torch.tensor(window.pieces)
        features[i, :n] = torch.tensor(window.features)
        mask[i, :n] = 1
        where = torch.tensor(window.position, dtype=torch.long)
        tags[i, where] = torch.tensor(example.tags, dtype=torch.long)
        shares[i, where] = torch.from_numpy(example.shares(smoothing))
        certainty[i, where] = torch.tensor([math.nan if c is None else c for c in example.certainty])
    return ids, features, mask, tags, shares, certainty


def losses(model: Reader, batch: list[Example], smoothing: float) -> dict[str, Tensor]:
    """The loss of each head on one batch."""
    ids, features, mask, tags, shares, certainty = collate(batch, smoothing)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        logits, link, pronoun, sure = model(ids, features, mask)
    logits, link, pronoun, sure = logits.float(), link.float(), pronoun.float(), sure.float()
    result: dict[str, Tensor] = {}
    if (known := shares.sum()) > 0:
        result["tag"] = -(shares * logits.log_softmax(-1)).sum() / known
    result |= _link_loss(batch, link, mask, tags)
    result |= _pronoun_loss(batch, pronoun)
    graded = ~certainty.isnan()
    if graded.any():
        result["certainty"] = nn.functional.smooth_l1_loss(sure[graded], certainty[graded])
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
    scores: list[Tensor] = []
    goals: list[float] = []
    for i, example in enumerate(batch):
        if example.mentions:
            froms, tos, same = zip(*example.mentions, strict=True)
            scores.append((pronoun[i, list(froms), :LINK] * pronoun[i, list(tos), LINK:]).sum(1) / math.sqrt(LINK))
            goals.extend(same)
    if not scores:
        return {}
    return {"pronoun": nn.functional.binary_cross_entropy_with_logits(torch.cat(scores), torch.tensor(goals))}


def train(
    model: Reader,
    recipe: Recipe,
    examples: Callable[[int], list[Example]],
    checkpoint: Path,
    log: Callable[[str], None],
    after_epoch: Callable[[int], None],
) -> None:
    """AdamW with linear warm-up and decay. Goes on from ``checkpoint`` if there is one; writes it after each epoch."""
    torch.manual_seed(recipe.seed)
    _freeze(model, recipe.frozen)
    optimiser, schedule, total = _optimiser(model, recipe, len(batches(examples(0), recipe.budget, random.Random(0))))
    done = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location="cpu")
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        schedule.load_state_dict(state["schedule"])
        done = state["epoch"]
        log(f"going on after epoch {done}")
    for epoch in range(done, recipe.epochs):
        rng = random.Random(recipe.seed * 1000 + epoch)
        torch.manual_seed(recipe.seed * 1000 + epoch)
        _one_epoch(model, recipe, batches(examples(epoch), recipe.budget, rng), optimiser, schedule, log, epoch, total)
        state = {
            "model": model.state_dict(),
            "optimiser": optimiser.state_dict(),
            "schedule": schedule.state_dict(),
            "epoch": epoch + 1,
        }
        partial = checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(checkpoint)
        after_epoch(epoch + 1)


HEADS = ("tag", "link", "pronoun", "certainty", "features")


def _freeze(model: Reader, layers: int) -> None:
    """Keep the embeddings and the lowest ``layers`` as they are; 0 frees all."""
    for name, parameter in model.named_parameters():
        part, *rest = name.split(".")
        low = part in ("words", "positions", "norm", "distance") or (part == "layers" and int(rest[0]) < layers)
        parameter.requires_grad_(not (layers and low))


def _optimiser(
    model: Reader, recipe: Recipe, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR, int]:
    head = [p for n, p in model.named_parameters() if n.split(".")[0] in HEADS]
    body = [p for n, p in model.named_parameters() if n.split(".")[0] not in HEADS and p.requires_grad]
    groups = [{"params": body, "lr": recipe.rate}, {"params": head, "lr": recipe.rate * 10}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    total = steps * recipe.epochs
    warm = total // 15

    def share(step: int) -> float:
        return step / max(1, warm) if step < warm else max(0.02, (total - step) / (total - warm))

    return optimiser, torch.optim.lr_scheduler.LambdaLR(optimiser, share), total


def _one_epoch(
    model: Reader,
    recipe: Recipe,
    todo: list[list[Example]],
    optimiser: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    log: Callable[[str], None],
    epoch: int,
    total: int,
) -> None:
    model.train()
    sums: dict[str, list[float]] = {}
    began = time.monotonic()
    for step, batch in enumerate(todo, 1):
        parts = losses(model, batch, recipe.smoothing)
        loss = torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in parts.items()]).sum()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        optimiser.zero_grad(set_to_none=True)
        for name, value in parts.items():
            sums.setdefault(name, []).append(value.item())
        if step % 20 == 0:
            means = " ".join(f"{n} {sum(v[-50:]) / len(v[-50:]):.3f}" for n, v in sums.items())
            log(f"epoch {epoch + 1} step {step}/{len(todo)} of {total} {means} {time.monotonic() - began:.0f}s")
