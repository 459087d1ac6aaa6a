package org.jzones.shell;

import java.util.Optional;
import org.jzones.check.ConfigRules;
import org.jzones.model.Failure;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;
import org.jzones.shell.Statement.Source;

/**
 * The configuration a session works on, and the commands on it as a whole: create, verify, commit, revert, delete (spec
 * 2.3).
 */
final class WorkingCopy {
    /** None for a configuration of no host: it can be changed, but neither be made anew nor read again nor saved. */
    private final Optional<ZoneDocument> document;

    private final Questions questions;

    private Optional<ZoneConfig> config;
    private boolean created;

    WorkingCopy(ZoneDocument document, Questions questions) {
        this.document = Optional.of(document);
        this.questions = questions;
        this.config = document.saved();
    }

    /** One that is only just being made, on no host. */
    WorkingCopy(ZoneConfig config, Questions questions) {
        this.document = Optional.empty();
        this.questions = questions;
        this.config = Optional.of(config);
        this.created = true;
    }

    private ZoneDocument document() {
        return document.orElseThrow(() -> new IllegalStateException("a session without a document"));
    }

    /** The zone as it is called on disk. */
    ZoneName zone() {
        return document.map(ZoneDocument::name).orElseGet(() -> new ZoneName(config().zonename()));
    }

    /** True if the zone is neither configured nor created in this session. */
    boolean isUnknown() {
        return config.isEmpty() && !document().isKnown();
    }

    /** The state that fixes parts of the configuration, if the zone has bits. */
    Optional<ZoneState> installed() {
        return document.filter(ZoneDocument::isInstalled).map(ZoneDocument::state);
    }

    void requireRenameable(ZoneName newName) {
        document().requireRenameable(newName);
    }

    /** The configuration as it is now, saved or not; empty before create and for an unusable document. */
    Optional<ZoneConfig> peek() {
        return config;
    }

    /** The configuration as it is now. @throws Failure saying why there is none */
    ZoneConfig config() {
        return config.orElseThrow(() -> document().whyUnusable());
    }

    /** The configuration, to be changed. @throws Failure if there is none, or it may not be changed */
    ZoneConfig changeable() {
        ZoneConfig now = config();
        document.ifPresent(ZoneDocument::requireWritable);
        return now;
    }

    void change(ZoneConfig changed) {
        config = Optional.of(changed);
    }

    /** True after create, until it is saved or taken back. */
    boolean isCreated() {
        return created;
    }

    /** True if there is something to save. */
    boolean isChanged() {
        return created || (config.isPresent() && !config.equals(document().saved()));
    }

    void create(Source source, boolean force) {
        document().requireNotGlobal(CommandWord.CREATE);
        document().requireWritable();
        if (document().isKnown() && document().state() != ZoneState.CONFIGURED) {
            throw Failure.of(
                    Message.CREATE_INSTALLED, zone(), document().state().word());
        }
        boolean exists = document().isKnown() || config.isPresent();
        ZoneConfig fresh = from(source).named(zone());
        if (!exists || force || isConfirmed(Message.ASK_OVERWRITE, Message.CREATE_EXISTS)) {
            change(fresh);
            created = true;
        }
    }

    private ZoneConfig from(Source source) {
        if (source instanceof Source.Detached detached) {
            return document().detached(detached.path());
        }
        if (source instanceof Source.Template template) {
            return document().template(template.name());
        }
        return document().template(source instanceof Source.Blank ? "SUNWblank" : "SUNWdefault");
    }

    void verify() {
        Failure.ifAny(ConfigRules.problems(config()));
    }

    void commit(boolean force) {
        ZoneConfig saving = changeable();
        verify();
        if (isChanged() || force || !document().isSettled()) {
            document().save(saving, force);
            goToSaved();
        }
    }

    void revert(boolean force) {
        config();
        if (document().saved().isEmpty()) {
            throw Failure.of(Message.REVERT_UNSAVED, zone());
        }
        if (!isChanged()) {
            throw Failure.of(Message.REVERT_NOTHING, zone());
        }
        if (force || isConfirmed(Message.ASK_REVERT, Message.REVERT_NEEDS_FORCE)) {
            document().load();
            goToSaved();
        }
    }

    /** Deletes the zone; the problem returned, if any, is what stays behind. */
    Optional<Problem> delete(boolean force) {
        document().requireNotGlobal(CommandWord.DELETE);
        document().requireWritable();
        document().requireDeletable(force);
        if (!force && !isConfirmed(Message.ASK_DELETE, Message.DELETE_NEEDS_FORCE)) {
            return Optional.empty();
        }
        boolean leavesFiles = document().isInstalled();
        String zonepath = document().zonepath();
        document().delete();
        config = Optional.empty();
        created = false;
        return leavesFiles && InRootPath.isWellFormed(zonepath)
                ? Optional.of(Problem.of(Message.DELETE_LEAVES_FILES, zonepath))
                : Optional.empty();
    }

    /** The configuration is what was last read or saved. */
    private void goToSaved() {
        config = document().saved();
        created = false;
    }

    private boolean isConfirmed(Message question, Message ifNobodyIsThere) {
        return questions.isConfirmed(Problem.of(question, zone()), Problem.of(ifNobodyIsThere, zone()));
    }
}
