package org.jzones.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules for zones of Linux need to know of a machine and of a zone's files (spec 5.5).
 *
 * @param isRoot whether the caller is root; if not, init, isUserKnown, rootCapabilities and mountTargets are not known
 * @param missingPrograms the problem of each program that running zones needs and is not there
 * @param interfaces the machine's network interfaces, and of each whether it is known to be a bridge
 * @param takenAddresses addresses that somebody has, as they are written, each with who: of this machine and zones that run
 * @param processors how many the machine has
 * @param program the first program, as it is called
 * @param init what there is in its place
 * @param isStopSignalKnown whether there is such a signal as the zone's attr names
 * @param isUserKnown whether there is whom the zone's attr names as the owner of the first program
 * @param rootCapabilities those that root of this machine can give, as {@code CAP_SYS_TIME}; empty if not known
 * @param unmatched the matches of device resources that no device node fits
 * @param missingSpecials what file systems with a device of their own are on, and is not there
 * @param mountTargets the problems of the places where something is mounted
 */
public record LinuxFacts(
        boolean isRoot,
        List<Problem> missingPrograms,
        Map<String, Boolean> interfaces,
        Map<String, String> takenAddresses,
        int processors,
        String program,
        Init init,
        boolean isStopSignalKnown,
        boolean isUserKnown,
        Optional<Set<String>> rootCapabilities,
        List<String> unmatched,
        List<String> missingSpecials,
        List<Problem> mountTargets) {
    /** What a program is. */
    public enum Init {
        /** Something that may be executed, or that cannot be seen from here. */
        FINE,
        MISSING,
        NOT_EXECUTABLE
    }
}
