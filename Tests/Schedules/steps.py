"""What may happen: all the steps that schedules are made of, and how often each comes.

Each takes the world as it is and a source of chance of its own, does something, and says so in plain
words. A step that makes no sense in the world as it is does nothing.
"""

from copying import (
    begin_compressing, begin_twin, compress_log, copy_log, cut_short, delete, finish_compressing, touch)
from counting import (
    collect, collect_damaged, collect_killed, collect_piped, collect_with_clock,
    collect_with_far_clock)
from following import (
    back_up, end_follower, hang_up, pause, restore, start_follower, start_follower_with_clock,
    start_follower_with_far_clock)
from writing import (
    append, copy_and_cut, copy_and_cut_large, copy_and_cut_otherwise, reopen, rotate,
    rotate_otherwise, write_late)

# How often each is to come, in schedules of each kind: all there is; without a follower; and with
# nothing but a follower, which has to find every line by itself.
WEIGHTS = {
    append: (20, 20, 24),
    rotate: (5, 5, 6),
    rotate_otherwise: (2, 2, 3),
    copy_and_cut: (2, 2, 3),
    copy_and_cut_otherwise: (1, 1, 1),
    copy_and_cut_large: (0.3, 0.3, 0.3),
    reopen: (3, 3, 5),
    write_late: (2, 2, 3),
    compress_log: (5, 5, 4),
    begin_compressing: (2, 2, 2),
    finish_compressing: (4, 4, 4),
    copy_log: (5, 5, 1),
    cut_short: (2, 3, 0),
    begin_twin: (2, 3, 0),
    delete: (2, 2, 1),
    touch: (1, 1, 0),
    collect: (7, 16, 1),
    collect_with_clock: (1, 2, 0),
    collect_with_far_clock: (0.5, 1, 0),
    collect_piped: (7, 8, 0),
    collect_killed: (2, 4, 0),
    collect_damaged: (0.5, 1, 0),
    start_follower: (7, 0, 10),
    start_follower_with_clock: (0.7, 0, 0),
    start_follower_with_far_clock: (0.3, 0, 0),
    pause: (5, 0, 8),
    end_follower: (5, 0, 6),
    hang_up: (1, 0, 1),
    back_up: (2, 2, 0),
    restore: (4, 4, 0),
}
KINDS = ["mixed", "collect", "live"]
