"""What a budget is: its model, the rows of its statement, its figures and posts. Pure."""
