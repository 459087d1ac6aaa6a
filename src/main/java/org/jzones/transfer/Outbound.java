package org.jzones.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jzones.check.BrandRules;
import org.jzones.file.Locks;
import org.jzones.file.Progress;
import org.jzones.host.CopyTools;
import org.jzones.host.TreeListing;
import org.jzones.model.Failure;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferMark;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneState;
import org.jzones.op.Detach;
import org.jzones.op.Halt;
import org.jzones.store.HostFiles;

/** The steps of a move to another machine, from the detach here to forgetting the zone here. */
final class Outbound {
    private final TravellingZone zone;
    private final Progress progress;
    private Optional<CopyTools> tools;
    private Optional<FirstPass> firstPass = Optional.empty();
    private Optional<Long> halting = Optional.empty();
    private boolean hasAttached;
    private Optional<Duration> downtime = Optional.empty();
    private Optional<TransferResult.Copied> copied = Optional.empty();
    private Optional<TransferResult.Left> left = Optional.empty();

    /** @param tools what both machines have, if they have been asked in this run */
    Outbound(TravellingZone zone, Progress progress, Optional<CopyTools> tools) {
        this.zone = zone;
        this.progress = progress;
        this.tools = tools;
    }

    /** What has been copied and compared by this run. */
    Optional<TransferResult.Copied> copied() {
        return copied;
    }

    /** Everything up to the question to attach the zone: what fails here can be undone without asking. */
    void prepare() {
        if (zone.move().step() == TransferStep.BULK) {
            copyBulk();
            zone.enter(TransferStep.DETACH);
        }
        if (zone.move().step() == TransferStep.DETACH) {
            detach();
            zone.enter(TransferStep.COPY);
        }
        if (zone.move().step() == TransferStep.COPY) {
            copy();
            zone.enter(TransferStep.CONFIGURE);
        }
        if (zone.move().step() == TransferStep.CONFIGURE) {
            configure();
            zone.requireDetached();
            zone.enter(TransferStep.ATTACH);
        }
    }

    /** Copies what is there by now, unless the zone has come down meanwhile. */
    private void copyBulk() {
        if (zone.zones().state(zone.entry()) != ZoneState.RUNNING) {
            return;
        }
        RemoteHost there = zone.there(Message.PHASE_ASKING);
        BitsTransfer transfer = transfer(there);
        there.prepare(zone.earlierTokens(), false);
        zone.phaseThere(Message.PHASE_COPYING_BULK);
        boolean isGuarded = BrandRules.isLinux(zone.zones().config(zone.entry()).get(GlobalProperty.BRAND));
        firstPass = Optional.of(transfer.firstPass(zone.host().machine(), isGuarded, progress));
    }

    private BitsTransfer transfer(RemoteHost there) {
        CopyTools both = tools.orElseGet(() ->
                TransferPlanning.tools(zone.processes(), there.facts(List.of()).tools()));
        tools = Optional.of(both);
        return new BitsTransfer(
                zone.processes(),
                zone.ssh(),
                zone.move(),
                zone.host().files().layout().zonepath(zone.move().zone().zonepath()),
                both);
    }

    /** Lets go of the zone here, unless that has been done. */
    private void detach() {
        if (zone.zones().isDetached(zone.entry())) {
            return;
        }
        if (zone.move().has(TransferChoice.HALT)) {
            zone.phaseHere(Message.PHASE_HALTING);
            boolean isRunning = zone.zones().state(zone.entry()) == ZoneState.RUNNING;
            if (isRunning) {
                zone.enterHalt();
                halting = Optional.of(System.nanoTime());
            }
            new Halt(zone.host()).apply(zone.selector());
        }
        zone.phaseHere(Message.PHASE_DETACHING);
        new Detach(zone.host()).apply(zone.selector());
    }

    private void copy() {
        zone.requireDetached();
        TransferNote move = zone.move();
        RemoteHost there = zone.there(Message.PHASE_ASKING);
        BitsTransfer transfer = transfer(there);
        if (move.has(TransferChoice.SHARED)) {
            transfer.requireShared();
            return;
        }
        boolean onBase = there.prepare(zone.earlierTokens(), !transfer.takesBase());
        zone.phaseThere(Message.PHASE_COPYING);
        if (move.has(TransferChoice.LIVE)) {
            transfer.copyRest(firstPass, progress);
        } else {
            transfer.copy(onBase, progress);
        }
        zone.phaseThere(Message.PHASE_COMPARING);
        TreeListing.Compared same = transfer.verify();
        copied = Optional.of(new TransferResult.Copied(transfer.way(), same.files(), same.bytes()));
    }

    private void configure() {
        RemoteHost there = zone.there(Message.PHASE_CONFIGURING);
        // what has just been copied is not configured yet; a zone that is down is not kept waiting for that answer
        boolean isFirst = copied.isPresent() && halting.isPresent();
        if (isFirst && there.configure(false)) {
            return;
        }
        Optional<RemoteFacts.Zone> known = there.zone();
        TransferNote move = zone.move();
        if (known.isPresent() && (known.get().isAttached() || !there.isOurs(known.get()))) {
            throw Failure.of(
                    Message.REMOTE_NAME_TAKEN,
                    move.target().name(),
                    move.target().host(),
                    known.get().state());
        }
        if (isFirst || !there.configure(known.isPresent())) {
            throw Failure.of(Message.REMOTE_NOT_CONFIGURED, move.target().host());
        }
    }

    /**
     * Asks for the zone to be attached there; what that machine says afterwards decides, whatever else has happened.
     *
     * @return whether it is; if not, it can be undone without asking
     * @throws Failure if that machine does not say
     */
    boolean attach() {
        zone.requireDetached();
        try {
            RemoteHost there = zone.there(Message.PHASE_ATTACHING);
            Optional<RemoteFacts.Zone> known = there.attach().or(there::zone);
            if (known.filter(RemoteFacts.Zone::isIncomplete).isPresent()) {
                throw Failure.of(Message.REMOTE_INCOMPLETE, zone.move().target().host());
            }
            hasAttached = known.filter(z -> z.isAttached() && there.isOurs(z)).isPresent();
            return hasAttached;
        } catch (Failure e) {
            throw zone.undecided(e);
        }
    }

    /** True if the other machine has attached the zone in an earlier run. @throws Failure if it does not say */
    boolean isAttached() {
        try {
            RemoteHost there = zone.there(Message.PHASE_ASKING);
            return there.zone()
                    .filter(known -> known.isAttached() && !known.isIncomplete() && there.isOurs(known))
                    .isPresent();
        } catch (Failure e) {
            throw zone.undecided(e);
        }
    }

    /** Boots the zone there if that is wanted, and forgets it here. @throws Failure with the command that carries on */
    void settle() {
        try {
            if (zone.move().step() == TransferStep.BOOT) {
                boot();
                zone.enter(TransferStep.SETTLE);
            }
            forget();
        } catch (Failure e) {
            throw TravellingZone.because(
                    e, Message.REMOTE_UNSETTLED, zone.move().target().host(), zone.command("resume"));
        }
    }

    private void boot() {
        if (!zone.move().has(TransferChoice.BOOT)) {
            return;
        }
        RemoteHost there = zone.there(Message.PHASE_BOOTING);
        // nobody else has had the time to boot it, and it would do no harm
        boolean isUp = !hasAttached && there.zone().filter(RemoteHost::isUp).isPresent();
        if (!isUp && !there.boot()) {
            throw Failure.of(Message.REMOTE_NOT_BOOTED, zone.move().target().host());
        }
        if (!isUp) {
            downtime = halting.map(since -> Duration.ofNanos(System.nanoTime() - since))
                    .or(() -> zone.move()
                            .halted()
                            .map(since -> zone.host().machine().now() - since)
                            .filter(seconds -> seconds >= 0)
                            .map(Duration::ofSeconds));
        }
    }

    /** How long the zone was down, if this run has booted it, and this or an earlier one has halted it. */
    Optional<Duration> downtime() {
        return downtime;
    }

    /** Says of the files here what they are from now on, unless they go. */
    private void leave() {
        TransferNote move = zone.move();
        String zonepath = move.zone().zonepath();
        if (move.has(TransferChoice.DELETE)) {
            return;
        }
        zone.host()
                .files()
                .transferMarks()
                .write(zonepath, new TransferMark(move.token(), true, zone.name(), List.of()));
        left = BitsTransfer.left(zone.processes(), zone.host().files().layout().zonepath(zonepath))
                .map(bytes -> new TransferResult.Left(zonepath, bytes));
    }

    /** What has been left here by this run. */
    Optional<TransferResult.Left> left() {
        return left;
    }

    private void forget() {
        TransferNote move = zone.move();
        HostFiles files = zone.host().files();
        try (Locks.Held lock = files.locks().zone(zone.name())) {
            if (!move.has(TransferChoice.SHARED)) {
                // not before: as long as the zone may come back, the mark tells what to remove there
                zone.there(Message.PHASE_SETTLING).release(zone.earlierTokens(), move.has(TransferChoice.DELETE));
                leave();
            }
            files.index().update(index -> index.without(zone.name()));
            files.configs().remove(zone.name());
            if (move.has(TransferChoice.DELETE)) {
                zone.phaseHere(Message.PHASE_REMOVING);
                zone.zones().requireRemovable(move.zone().zonepath());
                files.trees().removeOrEmpty(files.layout().zonepath(move.zone().zonepath()));
            }
            zone.end();
        }
    }
}
