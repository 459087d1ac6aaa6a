package org.jzones.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTools;
import org.jzones.file.Layout;
import org.jzones.file.Locks;
import org.jzones.file.Steps;
import org.jzones.file.Trees;
import org.jzones.model.Problem;
import org.jzones.model.ZoneName;

/** The files of one host root, each kind behind its own door. */
public record HostFiles(
        Layout layout,
        Locks locks,
        IndexStore index,
        ConfigStore configs,
        ManifestStore manifests,
        Trees trees,
        RenameJournal renames,
        MoveJournal moves,
        TransferJournal transfers,
        TransferMarks transferMarks,
        RunStates runStates,
        UpdateJournal updates,
        AtomicFile writer,
        Steps steps) {

    /**
     * @param root an absolute path of an existing directory
     * @param bootId tells this boot of the machine from others
     * @param callerUid the numeric user id of this process
     * @param steps is told before each change
     * @param tools the machine's programs for files
     */
    public static HostFiles below(
            Path root, Supplier<String> bootId, IntSupplier callerUid, Steps steps, FileTools tools) {
        Layout layout = new Layout(root);
        AtomicFile writer = new AtomicFile(layout, steps);
        Trees trees = new Trees(layout, steps, tools);
        Locks locks = new Locks(layout, callerUid);
        IndexStore index = new IndexStore(layout, writer, locks);
        ConfigStore configs = new ConfigStore(layout, writer);
        return new HostFiles(
                layout,
                locks,
                index,
                configs,
                new ManifestStore(layout, writer),
                trees,
                new RenameJournal(layout, writer, index, configs),
                new MoveJournal(layout, writer, index, configs, trees),
                new TransferJournal(layout, writer),
                new TransferMarks(layout, writer),
                new RunStates(layout, writer, locks, bootId),
                new UpdateJournal(layout, writer),
                writer,
                steps);
    }

    /** What there is to say of renames and moves of these zones that were cut off, or are under way. */
    public Map<ZoneName, List<Problem>> unfinished(List<ZoneName> zones) {
        Map<ZoneName, Problem> renamed = renames.unfinished();
        Map<ZoneName, List<Problem>> unfinished = new LinkedHashMap<>();
        for (ZoneName zone : zones) {
            List<Problem> problems = new ArrayList<>(moves.unfinished(zone));
            Optional.ofNullable(renamed.get(zone)).ifPresent(problems::add);
            if (!problems.isEmpty()) {
                unfinished.put(zone, problems);
            }
        }
        return unfinished;
    }

    /** The same of one zone. */
    public List<Problem> unfinished(ZoneName zone) {
        return unfinished(List.of(zone)).getOrDefault(zone, List.of());
    }

    /** Finishes or undoes what a rename or move of the zone that was cut off has left; the caller holds its lock. */
    public void recover(ZoneName zone) {
        renames.recover(zone);
        moves.recover(zone);
    }
}
