package org.jzones.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.model.MoveChoice;
import org.jzones.model.RemoteMove;

/**
 * A move to another machine that nothing speaks against.
 *
 * @param tools what both machines have for copying
 * @param way rsync, tar or shared
 * @param kilobytes what its files take on the disk here
 * @param freeKilobytes room there, where that machine tells
 */
public record MovePlan(RemoteMove move, CopyTools tools, String way, long kilobytes, Optional<Long> freeKilobytes) {
    /** What will be done, in order, in the words of the commands. */
    public List<String> steps() {
        List<String> steps = new ArrayList<>();
        if (move.has(MoveChoice.HALT)) {
            steps.add("halt");
        }
        steps.add("detach");
        if (!move.has(MoveChoice.SHARED)) {
            steps.add("copy");
        }
        steps.add("configure");
        steps.add(move.has(MoveChoice.UPDATE) ? "attach -u" : move.has(MoveChoice.FORCE) ? "attach -F" : "attach");
        if (move.has(MoveChoice.BOOT)) {
            steps.add("boot");
        }
        steps.add(move.has(MoveChoice.DELETE) ? "delete with files" : "delete");
        return steps;
    }
}
