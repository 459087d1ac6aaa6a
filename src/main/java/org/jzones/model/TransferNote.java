package org.jzones.model;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A move of a zone to another machine: all that has to be known to finish or undo it.
 *
 * @param edits commands of zonecfg for the configuration there
 * @param token marks what this move has made there
 * @param halted when it was halted while it ran, in seconds since 1970; empty if that has not happened
 */
public record TransferNote(
        Zone zone,
        Target target,
        Set<TransferChoice> choices,
        String edits,
        String token,
        TransferStep step,
        Optional<Long> halted) {
    private static final String IN_HOSTS = "._:%-";

    public TransferNote {
        choices = Set.copyOf(choices);
    }

    /** A move that has not halted the zone. */
    public TransferNote(
            Zone zone, Target target, Set<TransferChoice> choices, String edits, String token, TransferStep step) {
        this(zone, target, choices, edits, token, step, Optional.empty());
    }

    /** The zone as it is here. */
    public record Zone(ZoneName name, String zonepath) {}

    /**
     * Where it goes.
     *
     * @param ssh the ssh program with its options
     * @param root the host root there
     * @param zoneadm the zoneadm to run there
     * @param name what the zone is called there
     * @param zonepath where its files will be there
     */
    public record Target(String host, List<String> ssh, String root, String zoneadm, ZoneName name, String zonepath) {
        public Target {
            ssh = List.copyOf(ssh);
        }

        /** The zonepath as a path of that machine. */
        public String files() {
            return (root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + zonepath;
        }
    }

    /** False if the commands that begin moves would never write such a note. */
    public boolean isSound() {
        return InRootPath.isWellFormed(zone.zonepath)
                && InRootPath.isWellFormed(target.zonepath)
                && !target.name.isReserved()
                && isHost(target.host)
                && !target.ssh.isEmpty()
                && target.root.startsWith("/")
                && !target.zoneadm.isEmpty()
                && TransferMark.isToken(token)
                && halted.orElse(0L) >= 0
                && !(has(TransferChoice.SHARED) && has(TransferChoice.DELETE))
                && !(has(TransferChoice.SHARED) && has(TransferChoice.LIVE))
                && !(step == TransferStep.BULK && !has(TransferChoice.LIVE))
                && !(has(TransferChoice.UPDATE) && has(TransferChoice.FORCE));
    }

    /** True for what can be a host, and nothing else to ssh or rsync. */
    public static boolean isHost(String text) {
        return !text.isEmpty()
                && !text.startsWith("-")
                && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || IN_HOSTS.indexOf(c) >= 0);
    }

    public boolean has(TransferChoice choice) {
        return choices.contains(choice);
    }

    public TransferNote at(TransferStep next) {
        return new TransferNote(zone, target, choices, edits, token, next, halted);
    }

    public TransferNote by(List<String> otherSsh) {
        Target reached = new Target(target.host, otherSsh, target.root, target.zoneadm, target.name, target.zonepath);
        return new TransferNote(zone, reached, choices, edits, token, step, halted);
    }

    /** The same move without the first copy, which is for zones that run only. */
    public TransferNote notLive() {
        Set<TransferChoice> fewer = new HashSet<>(choices);
        fewer.remove(TransferChoice.LIVE);
        return new TransferNote(zone, target, fewer, edits, token, step, halted);
    }

    /** The same move of a zone that is halted at this moment, in seconds since 1970. */
    public TransferNote haltedAt(long now) {
        return new TransferNote(zone, target, choices, edits, token, step, Optional.of(now));
    }

    public TransferNote with(TransferChoice choice) {
        Set<TransferChoice> more = EnumSet.of(choice);
        more.addAll(choices);
        return new TransferNote(zone, target, more, edits, token, step, halted);
    }
}
