"""The twelve families of the demonstration, each told through the product's own services at its own dates."""
