"""A large network made small enough to ship: weights in blocks of 8 or 4 bits, activations as they come.

Plain 8-bit quantisation spoils MPNet (−3.9 F1): a few activations in the second feed-forward matrix are a hundred times the
others. Blocks of 64 weights with a scale each, multiplied by activations quantised block by block (``MatMulNBits`` of
onnxruntime, accuracy level 4), keep them. Four bits go where they cost least.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

BLOCK = 64


def shrink(source: Path, target: Path, four: Callable[[str], bool]) -> None:
    """Write ``source`` with all weights quantised: 4 bits for the products whose node name ``four`` accepts, 8 for the rest."""
    logging.getLogger("onnxruntime.quantization.matmul_nbits_quantizer").setLevel(logging.WARNING)
    model = onnx.load(str(source))
    names = [node.name for node in model.graph.node if node.op_type == "MatMul"]
    for bits, wanted in ((4, True), (8, False)):
        others = [name for name in names if four(name) != wanted]
        quantizer = MatMulNBitsQuantizer(
            model, bits=bits, block_size=BLOCK, is_symmetric=True, accuracy_level=4, nodes_to_exclude=others
        )
        quantizer.process()
        model = quantizer.model.model
    with tempfile.TemporaryDirectory() as folder:
        half = Path(folder) / "half.onnx"
        onnx.save(model, str(half))
        quantize_dynamic(str(half), str(target), op_types_to_quantize=["Gather"], weight_type=QuantType.QInt8)


def feed_forward(name: str) -> bool:
    """Whether a product is one of the wide ones of a layer's feed-forward part."""
    return "/up/" in name or "/down/" in name
