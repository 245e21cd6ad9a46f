"""The family drawn in the standard symbols (McGoldrick): a pure layout of generations, and its drawing."""
