package org.jzones.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jzones.file.AtomicFile;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.file.RegularFile;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.TransferChoice;
import org.jzones.model.TransferNote;
import org.jzones.model.TransferStep;
import org.jzones.model.ZoneName;

/** The notes of moves to other machines, one a zone, beside the index: how far each has got. */
public final class TransferJournal {
    private static final String HEAD = "zonemove 1";

    private final Layout layout;
    private final AtomicFile files;

    public TransferJournal(Layout layout, AtomicFile files) {
        this.layout = layout;
        this.files = files;
    }

    /** The move of the zone that has begun and not ended. @throws Failure if its note cannot be made sense of */
    public Optional<TransferNote> read(ZoneName zone) {
        String shown = shown(zone);
        try {
            byte[] bytes = RegularFile.read(layout.transferJournal(zone), shown);
            return Optional.of(parse(zone, new String(bytes, StandardCharsets.UTF_8), shown));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileTrouble.reading(shown, e);
        }
    }

    /** The zones with a note, sorted, whether it can be made sense of or not; some may not be in the index. */
    public List<ZoneName> zones() {
        List<ZoneName> zones = new ArrayList<>();
        try (DirectoryStream<Path> notes = Files.newDirectoryStream(layout.zonesDir(), "*" + Layout.TRANSFER_NOTE)) {
            for (Path note : notes) {
                String name = String.valueOf(note.getFileName());
                String zone = name.substring(0, name.length() - Layout.TRANSFER_NOTE.length());
                if (ZoneName.isWellFormed(zone)) {
                    zones.add(new ZoneName(zone));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of(); // a host without zones
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(layout.zonesDir()), e);
        } catch (DirectoryIteratorException e) {
            throw FileTrouble.reading(layout.shown(layout.zonesDir()), FileTrouble.causeOf(e));
        }
        zones.sort(null);
        return zones;
    }

    /** True if the note of the move can have come from the user of that id only. */
    public boolean isOnlyOf(int uid, ZoneName zone) {
        return Look.isOnlyOf(uid, layout, layout.transferJournal(zone));
    }

    /** The path of the note, for people. */
    public String shown(ZoneName zone) {
        return layout.shown(layout.transferJournal(zone));
    }

    public void write(TransferNote move) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD);
        lines.add(line("step", move.step().name()));
        lines.add(line("newname", move.target().name().value()));
        lines.add(line("host", move.target().host()));
        move.target().ssh().forEach(word -> lines.add(line("ssh", word)));
        lines.add(line("root", move.target().root()));
        lines.add(line("zoneadm", move.target().zoneadm()));
        lines.add(line("zonepath", move.zone().zonepath()));
        lines.add(line("newzonepath", move.target().zonepath()));
        lines.add(
                line("choices", move.choices().stream().map(Enum::name).sorted().collect(Collectors.joining(" "))));
        lines.add(line("edits", move.edits()));
        lines.add(line("token", move.token()));
        move.halted().ifPresent(when -> lines.add(line("halted", Long.toString(when))));
        lines.add("end");
        files.write(
                layout.transferJournal(move.zone().name()),
                (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public void remove(ZoneName zone) {
        files.remove(layout.transferJournal(zone));
    }

    private static String line(String key, String value) {
        return key + " " + value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                plain.append(c);
                continue;
            }
            char next = text.charAt(++i);
            plain.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
        }
        return plain.toString();
    }

    private static TransferNote parse(ZoneName zone, String text, String shown) {
        Map<String, String> values = new HashMap<>();
        List<String> ssh = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            String key = blank < 0 ? line : line.substring(0, blank);
            String value = blank < 0 ? "" : unescaped(line.substring(blank + 1));
            if (key.equals("ssh")) {
                ssh.add(value);
            } else {
                values.put(key, value);
            }
        }
        try {
            Set<TransferChoice> choices = EnumSet.noneOf(TransferChoice.class);
            for (String choice : values.getOrDefault("choices", "").split(" ")) {
                if (!choice.isEmpty()) {
                    choices.add(TransferChoice.valueOf(choice));
                }
            }
            TransferNote move = new TransferNote(
                    new TransferNote.Zone(zone, values.getOrDefault("zonepath", "")),
                    new TransferNote.Target(
                            values.getOrDefault("host", ""),
                            ssh,
                            values.getOrDefault("root", ""),
                            values.getOrDefault("zoneadm", ""),
                            new ZoneName(values.getOrDefault("newname", "")),
                            values.getOrDefault("newzonepath", "")),
                    choices,
                    values.getOrDefault("edits", ""),
                    values.getOrDefault("token", ""),
                    TransferStep.valueOf(values.getOrDefault("step", "")),
                    Optional.ofNullable(values.get("halted")).map(Long::valueOf));
            boolean whole = !lines.isEmpty() && lines.get(0).equals(HEAD) && values.containsKey("end");
            if (!whole || !move.isSound()) {
                throw Failure.of(Message.REMOTE_NOTE_BAD, shown);
            }
            return move;
        } catch (IllegalArgumentException e) {
            throw Failure.of(Message.REMOTE_NOTE_BAD, shown);
        }
    }
}
