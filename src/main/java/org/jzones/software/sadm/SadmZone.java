package org.jzones.software.sadm;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.RegularFile;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.HostPackage;
import org.jzones.model.Message;
import org.jzones.model.OneLine;
import org.jzones.software.Delivery;
import org.jzones.software.ZoneSoftware;

/**
 * The var/sadm of a zone: a pkginfo for each package, as the host has it, and a contents. Links in it are followed as the
 * zone would, so that nothing is written outside of its root.
 */
final class SadmZone implements ZoneSoftware {
    private static final String PKGINFO = "pkginfo";

    private final PackageFiles host;
    private final Layout zone;
    private final PackageFiles packages;
    private final ContentsFile contents;
    private final Trees trees;
    private final BiConsumer<Path, byte[]> writer;
    /** The lines of contents that are comments or fit no format. */
    private final List<byte[]> others = new ArrayList<>();

    /**
     * @param host the packages that the zone knows by a copy
     * @param writer puts bytes at a path of the zone, whose directory is there
     */
    SadmZone(PackageFiles host, Path zoneRoot, Trees trees, BiConsumer<Path, byte[]> writer) {
        this.host = host;
        this.zone = trees.layout().ofZone(zoneRoot);
        this.packages = new PackageFiles(zone);
        this.contents = new ContentsFile(zone, line -> {});
        this.trees = trees;
        this.writer = writer;
    }

    @Override
    public Optional<HostPackage> find(String name) {
        return packages.find(name);
    }

    @Override
    public void deliveries(Consumer<Delivery> taker) {
        others.clear();
        if (contents.exists()) {
            contents.entries(Progress.SILENT, taker, line -> {
                if (line.length > 0) {
                    others.add(line);
                }
            });
        }
    }

    @Override
    public void requireChangeable(Set<String> taken) {
        requireRoom(zone.contents());
        requireRoom(zone.updateLog());
        RegularFile.requireOwn(zone.updateLog(), shown(zone.updateLog()));
        for (String pkg : taken) {
            Path directory = zone.packagesDir().resolve(pkg);
            boolean stays = Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
            requireRoom(stays ? directory.resolve(PKGINFO) : directory);
        }
    }

    /** Checks that a file can be put there: no directory is in its place, and what is above it is one, or can become one. */
    private void requireRoom(Path file) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.of(Message.FILE_IS_DIRECTORY, shown(file));
        }
        Path above = file.getParent();
        while (above != null && !Layout.exists(above)) {
            above = above.getParent();
        }
        if (above != null && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
            throw FileTrouble.writing(shown(file), new NotDirectoryException(above.toString()));
        }
    }

    private String shown(Path file) {
        return trees.layout().shown(file);
    }

    @Override
    public void write(Iterable<Delivery> deliveries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Delivery delivery : deliveries) {
            bytes.writeBytes(line(delivery));
        }
        for (byte[] line : others) {
            bytes.writeBytes(line);
            bytes.write('\n');
        }
        write(zone.contents(), bytes.toByteArray());
        if (contents.hasChanges()) {
            trees.removeWithin(zone.root(), zone.packageLog()); // what it tells is written now
        }
    }

    @Override
    public Recorder recorder() {
        Path file = zone.contents();
        trees.makeDirectoriesAbove(file);
        trees.write(file, new byte[0]);
        try {
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(file, LinkOption.NOFOLLOW_LINKS));
            return new Recorder() {
                @Override
                public void add(Delivery delivery) {
                    try {
                        out.write(line(delivery));
                    } catch (IOException e) {
                        throw FileTrouble.writing(shown(file), e);
                    }
                }

                @Override
                public void close() {
                    try {
                        out.close();
                    } catch (IOException e) {
                        throw FileTrouble.writing(shown(file), e);
                    }
                }
            };
        } catch (IOException e) {
            throw FileTrouble.writing(shown(file), e);
        }
    }

    private static byte[] line(Delivery delivery) {
        return ContentsEntry.of(delivery).line().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void record(String pkg) {
        Path directory = zone.packagesDir().resolve(pkg);
        if (Layout.exists(directory) && !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            trees.removeWithin(zone.root(), directory);
        }
        write(directory.resolve(PKGINFO), host.pkginfo(pkg));
    }

    /** Names of packages that are not here come from a manifest, and may be anything. */
    @Override
    public void forget(String pkg) {
        if (!pkg.isEmpty() && !pkg.equals(".") && !pkg.equals("..") && pkg.indexOf('/') < 0) {
            trees.removeWithin(zone.root(), zone.packagesDir().resolve(pkg));
        }
    }

    @Override
    public void log(List<String> lines) {
        Path file = zone.updateLog();
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(OneLine.of(line)).append('\n'));
        trees.makeDirectoriesAbove(file);
        trees.append(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void write(Path file, byte[] bytes) {
        trees.makeDirectoriesAbove(file);
        writer.accept(file, bytes);
    }
}
