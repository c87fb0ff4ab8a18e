"""A large network made small enough to ship, and quick: 8-bit weights, in blocks where activations run wild.

Plain 8-bit quantisation spoils MPNet: a few activations in the second feed-forward matrix of its upper layers are a hundred
times the others, and one scale for all of them leaves the rest no digits (-4.8 source F1 on dev). There, blocks of 64 weights
are multiplied by activations quantised block by block (``MatMulNBits`` of onnxruntime, accuracy level 4); everywhere else plain
8-bit products are twice as quick. The file is then packed: trained weights hold six and a half bits each.
"""

from __future__ import annotations

import gzip
import logging
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

BLOCK = 64
WILD_FROM = 6
"""The first layer whose second feed-forward matrix sees activations that one scale does not bear."""


def wild(name: str) -> bool:
    """Whether the product of this node's name is one of those that need blocks."""
    layer = re.search(r"/layers\.(\d+)/down/", name)
    return layer is not None and int(layer[1]) >= WILD_FROM


def quantise(source: Path, target: Path, blocks: Callable[[str], bool] = lambda _: False) -> None:
    """Weights to 8 bits, a scale for every channel, or in blocks for the products whose node names ``blocks`` accepts."""
    with tempfile.TemporaryDirectory() as folder:
        half = Path(folder) / "half.onnx"
        model = onnx.load(str(source))
        names = [node.name for node in model.graph.node if node.op_type == "MatMul"]
        if any(map(blocks, names)):
            model = _in_blocks(model, [name for name in names if not blocks(name)])
        onnx.save(model, str(half))
        quantize_dynamic(
            str(half),
            str(target),
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
        )


def _in_blocks(model: onnx.ModelProto, others: list[str]) -> onnx.ModelProto:
    logging.getLogger("onnxruntime.quantization.matmul_nbits_quantizer").setLevel(logging.WARNING)
    quantizer = MatMulNBitsQuantizer(
        model, bits=8, block_size=BLOCK, is_symmetric=True, accuracy_level=4, nodes_to_exclude=others
    )
    quantizer.process()
    return quantizer.model.model


def pack(source: Path, target: Path) -> None:
    """Compress a file; the same bytes always give the same file."""
    target.write_bytes(gzip.compress(source.read_bytes(), 9, mtime=0))
