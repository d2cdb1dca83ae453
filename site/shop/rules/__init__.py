"""The shop's rules: pure Python, without Django, Oscar or Wagtail."""
