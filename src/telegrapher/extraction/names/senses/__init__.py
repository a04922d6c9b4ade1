"""What words and phrases are known to mean: reference names, titles, places, goods, and what the text defines itself."""
