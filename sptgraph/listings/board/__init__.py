"""The responsibility board (责任公示牌): the chain of a sector or a body, to be put up on a wall."""

from sptgraph.listings.board.rows import BoardRow
from sptgraph.listings.board.tables import board_tables

__all__ = ["BoardRow", "board_tables"]
