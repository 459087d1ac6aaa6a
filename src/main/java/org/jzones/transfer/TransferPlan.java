package org.jzones.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.host.CopyTools;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferNote;
import org.jzones.model.ZoneState;

/**
 * A move to another machine that nothing speaks against.
 *
 * @param tools what both machines have for copying
 * @param way rsync, tar or shared
 * @param hasBase whether the zone's own old copy is at its place there, so that only what has changed is copied
 * @param kilobytes what its files take on the disk here
 * @param freeKilobytes room there, where that machine tells
 */
public record TransferPlan(
        TransferNote move, CopyTools tools, String way, boolean hasBase, long kilobytes, Optional<Long> freeKilobytes) {
    /** The state of the zone if it is up; it has to be halted then. */
    public Optional<ZoneState> up() {
        if (move.has(TransferChoice.WAS_RUNNING)) {
            return Optional.of(ZoneState.RUNNING);
        }
        return move.has(TransferChoice.WAS_READY) ? Optional.of(ZoneState.READY) : Optional.empty();
    }

    /** True if the zone would have to be halted, and nobody has said that it may be. */
    public boolean needsHalt() {
        return up().isPresent() && !move.has(TransferChoice.HALT);
    }

    /** What will be done, in order, in the words of the commands. */
    public List<String> steps() {
        List<String> steps = new ArrayList<>();
        if (move.has(TransferChoice.LIVE)) {
            steps.add("first copy");
        }
        if (move.has(TransferChoice.HALT) || needsHalt()) {
            steps.add("halt");
        }
        steps.add("detach");
        if (!move.has(TransferChoice.SHARED)) {
            steps.add("copy");
        }
        steps.add("configure");
        steps.add(
                move.has(TransferChoice.UPDATE)
                        ? "attach -u"
                        : move.has(TransferChoice.FORCE) ? "attach -F" : "attach");
        if (move.has(TransferChoice.BOOT)) {
            steps.add("boot");
        }
        steps.add(move.has(TransferChoice.DELETE) ? "delete with files" : "delete");
        return steps;
    }
}
