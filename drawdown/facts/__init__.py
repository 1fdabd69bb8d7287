"""Facts: what each chapter states, in numbers that name their meaning and their rows."""
