"""A network of 8-bit products whose activations have scales fixed beforehand.

Dynamic quantisation takes the scale of the activations from whatever stands in the batch, so that a sentence's vector depends on the
sentences beside it. With scales fixed by calibration a row is the same in any company, bit for bit, and the products are a sixth
quicker. What lies beyond the scale is clipped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime import InferenceSession, SessionOptions

SHARE = 0.9
"""Unless said otherwise, the part of the calibrating texts whose largest activations the scale takes in. A few texts have some far beyond all others."""
STEPS = 255

Ranges = dict[str, tuple[float, float]]
"""By the name of a quantised tensor: its least and its largest value."""


def fix_scales(
    source: Path, target: Path, texts: Iterable[Mapping[str, NDArray[np.int64]]], share: float = SHARE
) -> None:
    """Rewrite a dynamically quantised network (``shrink.quantise``) with scales from ``texts``, the inputs of one run each.

    A scale takes in the largest activations of ``share`` of the texts.
    """
    model = onnx.load(str(source))
    ranges = _ranges(model, texts, share)
    _rewrite(model.graph, ranges)
    if all(known.domain != "com.microsoft" for known in model.opset_import):
        model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(target))


def _ranges(model: onnx.ModelProto, texts: Iterable[Mapping[str, NDArray[np.int64]]], share: float) -> Ranges:
    watched = onnx.ModelProto.FromString(model.SerializeToString())
    nodes = [n for n in watched.graph.node if n.op_type == "DynamicQuantizeLinear"]
    kinds = (onnx.TensorProto.FLOAT, onnx.TensorProto.UINT8)
    names = [name for n in nodes for name in n.output[1:]]
    for n in nodes:
        watched.graph.output.extend(
            helper.make_tensor_value_info(o, k, []) for o, k in zip(n.output[1:], kinds, strict=True)
        )
    options = SessionOptions()
    options.intra_op_num_threads = 1
    session = InferenceSession(watched.SerializeToString(), options, providers=["CPUExecutionProvider"])
    found = np.array([[float(x) for x in session.run(names, dict(text))] for text in texts])
    scale, zero = found[:, ::2], found[:, 1::2]
    low = np.quantile(-zero * scale, 1 - share, axis=0)
    high = np.quantile((STEPS - zero) * scale, share, axis=0)
    return {n.output[0]: (float(a), float(b)) for n, a, b in zip(nodes, low, high, strict=True)}


def _rewrite(graph: onnx.GraphProto, ranges: Ranges) -> None:
    """Put ``QuantizeLinear`` for the dynamic one, and for each product with its scale and bias the one operator that does all of it."""
    users: dict[str, list[onnx.NodeProto]] = defaultdict(list)
    made: dict[str, onnx.NodeProto] = {}
    for node in graph.node:
        for name in node.input:
            users[name].append(node)
        for name in node.output:
            made[name] = node
    nodes: list[onnx.NodeProto] = []
    gone: set[str] = set()
    for node in graph.node:
        if node.op_type != "DynamicQuantizeLinear":
            nodes.append(node)
            continue
        graph.initializer.extend(_scale(node, *ranges[node.output[0]]))
        nodes.append(helper.make_node("QuantizeLinear", [node.input[0], *node.output[1:]], [node.output[0]]))
        for product in users[node.output[0]]:
            joined, replaced = _joined(product, users, made)
            nodes.append(joined)
            gone.update(replaced)
    kept = [n for n in nodes if not gone.intersection(n.output) or n.op_type == "MatMulIntegerToFloat"]
    del graph.node[:]
    graph.node.extend(kept)


def _scale(node: onnx.NodeProto, low: float, high: float) -> tuple[onnx.TensorProto, onnx.TensorProto]:
    scale = (high - low) / STEPS
    zero = min(STEPS, max(0, round(-low / scale)))
    return (
        numpy_helper.from_array(np.array(scale, np.float32), node.output[1]),
        numpy_helper.from_array(np.array(zero, np.uint8), node.output[2]),
    )


def _joined(
    product: onnx.NodeProto, users: Mapping[str, list[onnx.NodeProto]], made: Mapping[str, onnx.NodeProto]
) -> tuple[onnx.NodeProto, list[str]]:
    """``MatMulInteger``, ``Cast``, ``Mul`` by both scales and ``Add`` of the bias as one node, and the outputs of what it replaces."""
    cast = users[product.output[0]][0]
    scaled = users[cast.output[0]][0]
    scales = made[_other(scaled, cast.output[0])]
    biased = users[scaled.output[0]][0]
    rows, weights, row_zero, weight_zero = product.input
    row_scale = row_zero.removesuffix("_zero_point") + "_scale"
    inputs = [rows, weights, row_scale, _other(scales, row_scale), row_zero, weight_zero]
    node = helper.make_node(
        "MatMulIntegerToFloat",
        [*inputs, _other(biased, scaled.output[0])],
        [biased.output[0]],
        domain="com.microsoft",
    )
    return node, [n.output[0] for n in (product, cast, scaled, scales, biased)]


def _other(node: onnx.NodeProto, name: str) -> str:
    """The input of a node of two inputs that is not ``name``."""
    found = [given for given in node.input if given != name]
    if len(found) != 1:
        raise ValueError(f"{node.name}: {node.op_type} has inputs {list(node.input)}, expected one beside {name}")
    return str(found[0])
