package org.jzones.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A move of a zone to another machine: all that has to be known to finish or undo it.
 *
 * @param newName what the zone is called there
 * @param ssh the ssh program with its options
 * @param root the host root there
 * @param zoneadm the zoneadm to run there
 * @param zonepath where its files are here
 * @param newZonepath where they will be there
 * @param edits commands of zonecfg for the configuration there
 * @param token marks what this move has made there
 */
public record TransferNote(
        ZoneName zone,
        ZoneName newName,
        String host,
        List<String> ssh,
        String root,
        String zoneadm,
        String zonepath,
        String newZonepath,
        Set<TransferChoice> choices,
        String edits,
        String token,
        TransferStep step) {
    public TransferNote {
        ssh = List.copyOf(ssh);
        choices = Set.copyOf(choices);
    }

    public boolean has(TransferChoice choice) {
        return choices.contains(choice);
    }

    public TransferNote at(TransferStep next) {
        return new TransferNote(
                zone, newName, host, ssh, root, zoneadm, zonepath, newZonepath, choices, edits, token, next);
    }

    public TransferNote by(List<String> otherSsh) {
        return new TransferNote(
                zone, newName, host, otherSsh, root, zoneadm, zonepath, newZonepath, choices, edits, token, step);
    }

    public TransferNote with(TransferChoice choice) {
        Set<TransferChoice> more = EnumSet.of(choice);
        more.addAll(choices);
        return new TransferNote(
                zone, newName, host, ssh, root, zoneadm, zonepath, newZonepath, more, edits, token, step);
    }

    /** The zonepath there as a path of that machine. */
    public String newFiles() {
        return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + newZonepath;
    }
}
