"""What is filed, and what the office keeps of it, in one folder: `bundling` writes it."""
