package org.jzones.transfer;

import java.util.List;
import java.util.Optional;
import org.jzones.model.Problem;
import org.jzones.model.TransferNote;

/**
 * What has become of a move to another machine.
 *
 * @param isThere true if the zone is on the other machine now; false if it is back here
 * @param copied what has been copied and compared; empty if nothing was, or by an earlier run
 * @param warnings what did not work and does not matter to that
 */
public record TransferResult(TransferNote move, boolean isThere, Optional<Copied> copied, List<Problem> warnings) {
    /**
     * Files that are the same on both machines.
     *
     * @param way rsync or tar
     * @param files how many regular files
     * @param bytes their sizes together
     */
    public record Copied(String way, long files, long bytes) {}

    public TransferResult {
        warnings = List.copyOf(warnings);
    }
}
