"""What is written in which language: a report of what is missing, and the form to write it."""
