"""The tagger's network: a BERT-shaped encoder with letter-case and name-list embeddings, and a tag layer."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 - the name every PyTorch reader knows

from rocket_cli.nlp.names import N_NAME_FEATURES
from rocket_cli.nlp.pieces import N_CASES, TAGS


class Layer(nn.Module):
    """One encoder layer, post-norm as in BERT."""

    def __init__(self, width: int, n_heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.n_heads = n_heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        n, length, width = x.shape
        q, k, v = self.qkv(x).view(n, length, 3, self.n_heads, width // self.n_heads).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) * (width // self.n_heads) ** -0.5 + mask
            attended = torch.softmax(scores, -1) @ v
        else:
            attended = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        attended = attended.transpose(1, 2).reshape(n, length, width)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Piece ids, cases and name bits (n, length) in, tag logits (n, length, tags) out."""

    def __init__(
        self,
        n_pieces: int,
        width: int = 384,
        n_layers: int = 6,
        n_heads: int = 12,
        inner: int = 1536,
        n_positions: int = 512,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.pieces = nn.Embedding(n_pieces, width)
        self.positions = nn.Embedding(n_positions, width)
        self.cases = nn.Embedding(N_CASES, width)
        self.names = nn.Linear(N_NAME_FEATURES, width, bias=False)
        nn.init.normal_(self.cases.weight, std=0.02)
        nn.init.zeros_(self.names.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, n_heads, inner, dropout) for _ in range(n_layers))
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(width, len(TAGS))

    def forward(
        self, ids: torch.Tensor, cases: torch.Tensor, names: torch.Tensor, mask: torch.Tensor
    ) -> torch.Tensor:
        """`names` is (n, length, N_NAME_FEATURES) of 0 and 1, `mask` (n, length) 1 where a piece stands."""
        where = torch.arange(ids.shape[1])
        x = self.pieces(ids) + self.positions(where)[None] + self.cases(cases) + self.names(names)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.float())[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return self.tags(x)


def load_encoder(model: Tagger, folder: Path, kept: list[int]) -> None:
    """Fill `model` with the pretrained weights of `folder`; `kept` are the vocabulary rows in use."""
    from safetensors.torch import load_file

    w = load_file(folder / "model.safetensors")
    w = {k.removeprefix("bert."): v for k, v in w.items()}
    with torch.no_grad():
        model.pieces.weight.copy_(w["embeddings.word_embeddings.weight"][kept])
        model.positions.weight.copy_(
            w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(model.norm, w, "embeddings.LayerNorm")
        for i, layer in enumerate(model.layers):
            at = f"encoder.layer.{i}"
            for part in ("weight", "bias"):
                qkv = [w[f"{at}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(qkv))
            _copy(layer.out, w, f"{at}.attention.output.dense")
            _copy(layer.norm1, w, f"{at}.attention.output.LayerNorm")
            _copy(layer.up, w, f"{at}.intermediate.dense")
            _copy(layer.down, w, f"{at}.output.dense")
            _copy(layer.norm2, w, f"{at}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, torch.Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
