"""The dense half of search: the only rooms that import torch, sentence_transformers and faiss."""
