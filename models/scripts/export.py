"""The trained network as an ONNX graph of fused operators, its weights in 8 bits.

Written operator by operator instead of traced, so that the graph is the same whatever PyTorch exports
this year. Matrices are stored with one scale an output (`DynamicQuantizeMatMul`), activations are quantised
while running, one scale for all that is run at once: the component runs windows one by one, so that no
answer depends on what else is in a batch. Weights in blocks of 32 (`MatMulNBits`) were 0.03 points better
and a third slower.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from rocket_cli.nlp.names import N_NAME_FEATURES

MS = "com.microsoft"
Weights = dict[str, NDArray[np.float32]]


class Graph:
    """Collects nodes and weights; every method adds an operator and gives the name of its output."""

    def __init__(self, weights: Weights, *, quantised: bool) -> None:
        self.weights, self.quantised = weights, quantised
        self.nodes: list[Any] = []
        self.initializers: list[Any] = []
        self._n = 0

    def op(self, kind: str, *inputs: str, domain: str = "", n_outputs: int = 1, **attributes: Any) -> str:
        """One operator."""
        self._n += 1
        outputs = [f"t{self._n}"] + [f"t{self._n}_{i}" for i in range(1, n_outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), outputs, domain=domain, **attributes))
        return outputs[0]

    def const(self, array: NDArray[Any], name: str | None = None) -> str:
        """One stored array."""
        self._n += 1
        name = name or f"c{self._n}"
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def table(self, name: str, index: str) -> str:
        """Rows of an embedding table, stored in 8 bits with one scale a row."""
        rows = self.weights[name]
        if not self.quantised:
            return self.op("Gather", self.const(rows), index)
        scale = np.maximum(np.abs(rows).max(1, keepdims=True) / 127, 1e-9).astype(np.float32)
        stored = np.round(rows / scale).astype(np.int8)
        values = self.op("Cast", self.op("Gather", self.const(stored), index), to=TensorProto.FLOAT)
        return self.op("Mul", values, self.op("Gather", self.const(scale), index))

    def linear(self, name: str, x: str) -> str:
        """x W^T + b."""
        weight, bias = self.weights[f"{name}.weight"], self.const(self.weights[f"{name}.bias"])
        n_out = weight.shape[0]
        if not self.quantised:
            return self.op("Add", self.op("MatMul", x, self.const(weight.T)), bias)
        scale = np.maximum(np.abs(weight).max(1) / 127, 1e-9).astype(np.float32)
        stored = np.round(weight / scale[:, None]).astype(np.int8).T
        zero = np.zeros(n_out, np.int8)
        inputs = [x, self.const(stored), self.const(scale), self.const(zero), bias]
        return self.op("DynamicQuantizeMatMul", *inputs, domain=MS)

    def norm(self, name: str, x: str, skip: str | None = None) -> str:
        """Layer normalisation of x, or of x + skip."""
        gain, bias = self.const(self.weights[f"{name}.weight"]), self.const(self.weights[f"{name}.bias"])
        if skip is not None:
            # Two operators that run fast; the fused SkipLayerNormalization takes a sixth of the whole time.
            x = self.op("Add", x, skip)
        return self.op("LayerNormalization", x, gain, bias, axis=-1, epsilon=1e-12)


def build(weights: Weights, *, n_heads: int = 12, quantised: bool = True) -> onnx.ModelProto:
    """The whole network. Inputs: `ids`, `cases` (n, length) int64, `names` (n, length) int64 bits
    and `positions` (length,) int64; output: `logits` (n, length, tags). There is no mask, which would cost a
    twentieth of the time: all windows that are run at once must be of one length."""
    g = Graph(weights, quantised=quantised)
    powers = g.const((2 ** np.arange(N_NAME_FEATURES)).astype(np.int64))
    shifted = g.op("Div", g.op("Unsqueeze", "names", g.const(np.array([2], np.int64))), powers)
    bits = g.op("Cast", g.op("Mod", shifted, g.const(np.int64(2))), to=TensorProto.FLOAT)
    x = g.op("Add", g.table("pieces.weight", "ids"), g.table("positions.weight", "positions"))
    x = g.op("Add", x, g.op("Gather", g.const(weights["cases.weight"]), "cases"))
    x = g.op("Add", x, g.op("MatMul", bits, g.const(weights["names.weight"].T)))
    x = g.norm("norm", x)
    n_layers = 1 + max(int(k.split(".")[1]) for k in weights if k.startswith("layers."))
    for i in range(n_layers):
        at = f"layers.{i}"
        split = g.const(np.array([weights[f"{at}.out.bias"].shape[0]] * 3, np.int64))
        g._n += 1
        q, k, v = (f"{at}.{part}" for part in "qkv")
        g.nodes.append(helper.make_node("Split", [g.linear(f"{at}.qkv", x), split], [q, k, v], axis=-1))
        attended = g.op("MultiHeadAttention", q, k, v, domain=MS, num_heads=n_heads)
        x = g.norm(f"{at}.norm1", g.linear(f"{at}.out", attended), x)
        inner = g.op("Gelu", g.linear(f"{at}.up", x), domain=MS)
        x = g.norm(f"{at}.norm2", g.linear(f"{at}.down", inner), x)
    head = g.op("MatMul", x, g.const(weights["tags.weight"].T))
    g.nodes.append(helper.make_node("Add", [head, g.const(weights["tags.bias"])], ["logits"]))

    def tensor(name: str, kind: int, *shape: str | int) -> Any:
        return helper.make_tensor_value_info(name, kind, shape)

    inputs = [tensor(n, TensorProto.INT64, "n", "length") for n in ("ids", "cases", "names")]
    inputs.append(tensor("positions", TensorProto.INT64, "length"))
    outputs = [tensor("logits", TensorProto.FLOAT, "n", "length", weights["tags.bias"].shape[0])]
    graph = helper.make_graph(g.nodes, "review_tagger", inputs, outputs, g.initializers)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MS, 1)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="rocket", ir_version=8)
    onnx.checker.check_model(model)
    return model
