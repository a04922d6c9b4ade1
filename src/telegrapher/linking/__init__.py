"""From names to the entities they mean; abstains where the text does not tell."""
