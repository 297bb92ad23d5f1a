"""What a draft says in words: its sentences, the records behind them, word lists."""
