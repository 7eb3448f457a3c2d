"""What every room uses: numbers, characters, files, problems, language."""
