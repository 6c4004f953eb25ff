"""What people put right: review sheets go out, corrections come back, and a plan reads as they say."""

from sptgraph.corrections.applying import apply
from sptgraph.corrections.loading import load
from sptgraph.corrections.review import write_review, write_review_csv

__all__ = ["apply", "load", "write_review", "write_review_csv"]
