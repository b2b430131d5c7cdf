"""What a careful person would find wrong with breaks, judged by programs that the library does not use."""
