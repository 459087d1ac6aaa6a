package org.jzones.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jzones.model.Problem;
import org.jzones.model.TransferNote;

/**
 * What has become of a move to another machine.
 *
 * @param isThere true if the zone is on the other machine now; false if it is back here
 * @param copied what has been copied and compared; empty if nothing was, or by an earlier run
 * @param downtime from the moment at which a running zone began to be halted here to that at which it was booted there;
 *     empty if this run has not done both
 * @param left what still lies here although the zone is there
 * @param warnings what did not work and does not matter to that
 */
public record TransferResult(
        TransferNote move,
        boolean isThere,
        Optional<Copied> copied,
        Optional<Duration> downtime,
        Optional<Left> left,
        List<Problem> warnings) {
    /**
     * Files that stay although the zone has gone.
     *
     * @param bytes what they take on the disk
     */
    public record Left(String zonepath, long bytes) {}

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
