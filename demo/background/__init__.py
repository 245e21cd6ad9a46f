"""What fills the weeks before 31 March 2027 around the stories, and the queue of that morning."""

from demo.background.parts import parts

__all__ = ["parts"]
