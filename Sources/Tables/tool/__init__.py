"""Keeps the tables of facts: from data files to Swift, and beside the lists that others keep."""
