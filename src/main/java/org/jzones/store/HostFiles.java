package org.jzones.store;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The files of one host root, each kind behind its own door. */
public record HostFiles(
        Layout layout,
        Locks locks,
        IndexStore index,
        ConfigStore configs,
        ManifestStore manifests,
        RenameJournal renames,
        RunStates runStates,
        SadmDatabase sadm) {

    /**
     * @param root an absolute path of an existing directory
     * @param bootId tells this boot of the machine from others
     * @param debug takes what only someone looking for a fault wants to know
     */
    public static HostFiles below(Path root, Supplier<String> bootId, Consumer<Supplier<String>> debug) {
        Layout layout = new Layout(root);
        AtomicFile files = new AtomicFile(layout);
        Locks locks = new Locks(layout);
        IndexStore index = new IndexStore(layout, files, locks);
        ConfigStore configs = new ConfigStore(layout, files);
        return new HostFiles(
                layout,
                locks,
                index,
                configs,
                new ManifestStore(layout, files),
                new RenameJournal(layout, files, index, configs),
                new RunStates(layout, files, locks, bootId),
                new SadmDatabase(layout, debug));
    }
}
