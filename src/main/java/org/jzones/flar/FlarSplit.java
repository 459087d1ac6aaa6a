package org.jzones.flar;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jzones.archive.ArchivePass;
import org.jzones.archive.ArchivePass.Contents;
import org.jzones.archive.FlarHead;
import org.jzones.archive.FlashArchive;
import org.jzones.file.FileTools;
import org.jzones.file.FileTrouble;
import org.jzones.file.WholeFiles;
import org.jzones.host.Machine;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/** {@code zoneflar split}: the sections of a flash archive as files, or the files in it as a directory. */
public final class FlarSplit {
    private final FileTools tools;
    private final Machine machine;
    private final Consumer<Problem> warnings;

    /** @param warnings takes what the caller has to know */
    public FlarSplit(FileTools tools, Machine machine, Consumer<Problem> warnings) {
        this.tools = tools;
        this.machine = machine;
        this.warnings = warnings;
    }

    /**
     * Writes a file for each of these sections into the directory: all of them, or none.
     *
     * @param shown the archive for people
     * @param unpacked whether the archive itself becomes a directory with its files
     * @throws Failure if one of them is not there, or there is a file of its name already
     */
    public void apply(InputStream in, String shown, Path directory, List<String> sections, boolean unpacked) {
        sections.forEach(FlarSections::requireName);
        FlashArchive archive = FlashArchive.open(in, shown);
        List<FlarHead.Section> texts = new ArrayList<>();
        for (String section : sections) {
            if (!section.equals(FlarHead.ARCHIVE)) {
                texts.add(text(archive.head(), section, shown));
            }
        }
        try (WholeFiles files = new WholeFiles()) {
            for (FlarHead.Section text : texts) {
                byte[] bytes = text.text().getBytes(StandardCharsets.ISO_8859_1);
                write(files, directory.resolve(text.name()), shown, out -> out.write(bytes));
            }
            Path itself = directory.resolve(FlarHead.ARCHIVE);
            if (sections.contains(FlarHead.ARCHIVE) && unpacked) {
                unpack(archive, shown, files.makeDirectory(itself));
            } else if (sections.contains(FlarHead.ARCHIVE)) {
                write(files, itself, shown, archive.payload()::transferTo);
            }
            files.keep();
        }
    }

    private static FlarHead.Section text(FlarHead head, String name, String shown) {
        if (name.equals(FlarSections.COOKIE)) {
            return new FlarHead.Section(name, head.cookie() + "\n");
        }
        List<FlarHead.Section> named = head.named(FlarSections.stored(name));
        if (named.size() > 1) {
            throw Failure.of(Message.FLAR_SECTION_TWICE, shown, name);
        }
        String text = named.stream()
                .findFirst()
                .orElseThrow(() -> Failure.of(Message.FLAR_NO_SECTION, shown, name))
                .text();
        return new FlarHead.Section(name, text);
    }

    /** What can only fail because of what is read: what is written has failures of its own. */
    private static void write(WholeFiles files, Path file, String shown, FileTools.Feed content) {
        try (OutputStream out = files.open(file)) {
            content.to(out);
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }

    private void unpack(FlashArchive archive, String shown, Path directory) {
        List<Contents> contents = new ArrayList<>();
        try {
            // the directory itself stays the caller's only, whatever the archive says of it
            tools.unpack(
                    directory,
                    out -> contents.add(ArchivePass.unpack(
                            archive, shown, path -> Optional.of(path).filter(p -> !p.isEmpty()), out)));
        } catch (IOException e) {
            throw FileTrouble.writing(directory.toString(), e);
        }
        contents.forEach(known -> tell(known, shown));
    }

    private void tell(Contents contents, String shown) {
        if (contents.attributes() > 0) {
            warnings.accept(Problem.of(Message.ARCHIVE_ATTRIBUTES, shown, contents.attributes()));
        }
        if (contents.nodes() > 0) {
            warnings.accept(Problem.of(Message.ARCHIVE_NODES, contents.nodes()));
        }
        if (machine.callerUid() != 0) {
            warnings.accept(Problem.of(Message.ARCHIVE_OWNERS));
        }
    }
}
