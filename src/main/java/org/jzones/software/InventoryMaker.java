package org.jzones.software;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.file.Progress;
import org.jzones.file.RegularFile;
import org.jzones.model.DirectoryTree;
import org.jzones.model.Failure;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.FileNames;
import org.jzones.model.HostInventory;
import org.jzones.model.HostPackage;
import org.jzones.model.InRootPath;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/**
 * Makes the inventory of a host: its packages, and the directories that contents names or that lie in the first two levels
 * on disk, with the packages that deliver into them. What lies elsewhere counts for the closest of these directories above.
 * A directory that contents names and that is not on disk counts as there, for of a captured host there is nothing else.
 */
public final class InventoryMaker {
    /** How far down directories are looked for that contents does not name. */
    private static final int LEVELS = 2;

    /** Not directories of a host but of a machine that runs. */
    private static final List<String> SYNTHETIC = List.of("/proc", "/sys");

    private final Layout layout;
    private final SoftwareDatabase software;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> installed = new HashSet<>();
    private final Node root;

    /** A directory, or, if it is not there, what is remembered of that. */
    private static final class Node {
        final Map<String, Node> below = new TreeMap<>();
        final BitSet packages = new BitSet();
        /** The path with links followed; empty if there is no such directory. */
        Optional<String> real;
        /** Whether it is a directory on disk; where it is not, nothing below it is either. */
        final boolean onDisk;

        Node(Optional<String> real) {
            this.real = real;
            this.onDisk = real.isPresent();
        }
    }

    public InventoryMaker(Layout layout, SoftwareDatabase software) {
        this.layout = layout;
        this.software = software;
        this.root = new Node(Optional.of(""));
    }

    /** @param zones how many zones the host has */
    public HostInventory make(int zones, Progress progress) {
        progress.phase(Problem.of(Message.PHASE_READING));
        List<HostPackage> packages = software.packages();
        for (int i = 0; i < packages.size(); i++) {
            installed.add(packages.get(i).name());
            if (HostInventory.isDecidedByContents(packages.get(i))) {
                numbers.put(packages.get(i).name(), i);
            }
        }
        look("", root, 1);
        boolean contents = software.hasDeliveries();
        if (contents) {
            software.deliveries(progress, this::add);
        }
        followLinks(root, "", false);
        keepDeepest(root);
        DirectoryTree.Builder tree = new DirectoryTree.Builder();
        build(tree, root, 0);
        return new HostInventory(
                name(), software.kind(), zones, contents, packages, software.needs(packages), tree.build());
    }

    /** What the host calls itself, or else the name of its root directory. */
    private String name() {
        boolean isSolaris = List.of(HostInventory.SADM, HostInventory.IPS).contains(software.kind());
        Path file = isSolaris ? layout.nodename() : layout.hostname();
        try {
            Optional<byte[]> bytes = RegularFile.readIfRegular(file, layout);
            Optional<String> name = bytes.map(b -> new String(b, StandardCharsets.UTF_8).strip())
                    .filter(text -> !text.isEmpty()
                            && text.length() < 256
                            && text.lines().count() == 1);
            return name.orElseGet(() -> String.valueOf(layout.root().getFileName()));
        } catch (IOException e) {
            throw FileTrouble.reading(layout.shown(file), e);
        }
    }

    private void look(String path, Node node, int depth) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.resolve(path.isEmpty() ? "/" : path))) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String at = path + "/" + name;
                if (at.equals("/" + Layout.CAPTURE)) {
                    continue; // the host does not have it
                }
                if (Files.isDirectory(file) || Files.isSymbolicLink(file)) {
                    Node child = child(node, FileNames.require(at), name);
                    if (depth < LEVELS && child.real.isPresent() && !SYNTHETIC.contains(at)) {
                        look(at, child, depth + 1);
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // what cannot be listed is known from contents only
        }
    }

    private void add(Delivery delivery) {
        BitSet delivering = new BitSet();
        for (String pkg : delivery.packages()) {
            Integer number = numbers.get(pkg);
            if (number != null) {
                delivering.set(number);
            }
        }
        closest(delivery, delivering).packages.or(delivering);
    }

    /** The directory for which the delivery counts: itself, or the closest above that is there. */
    private Node closest(Delivery delivery, BitSet delivering) {
        String path = FileNames.require(utf8(delivery.path()));
        boolean mayBeDirectory = delivery.kind() == Kind.DIRECTORY || delivery.kind() == Kind.LINK;
        Node node = root;
        int slash = 0;
        while (slash >= 0) {
            int next = path.indexOf('/', slash + 1);
            if (next < 0 && !mayBeDirectory && node.onDisk && isFile(node, path.substring(slash))) {
                return node;
            }
            String at = next < 0 ? path : path.substring(0, next);
            Node child = child(node, at, at.substring(slash + 1));
            if (next < 0 && !delivery.countsForItself()) {
                return node;
            }
            if (child.real.isEmpty() && delivery.shows(Delivery.asPath(at)) && isInstalled(delivery)) {
                child.real = missing(node, at);
            }
            if (child.real.isEmpty()) {
                if (next < 0) {
                    child.packages.or(delivering); // should it turn out to be a directory
                }
                return node;
            }
            node = child;
            slash = next;
        }
        return node;
    }

    /** A quick look at what contents calls a file, of which there are many; whatever else it is gets a closer one. */
    private boolean isFile(Node node, String name) {
        return new File(layout.root() + node.real.orElse("") + name).isFile();
    }

    private Node child(Node node, String path, String name) {
        Node known = node.below.get(name);
        if (known != null) {
            return known;
        }
        boolean mayBeThere = node.onDisk && InRootPath.isWellFormed(path);
        Node child = new Node(mayBeThere ? directory(path) : Optional.empty());
        node.below.put(name, child);
        return child;
    }

    private Optional<String> directory(String path) {
        try {
            Path real = layout.resolve(path);
            return Look.at(layout, real).isDirectory() ? Optional.of(layout.shown(real)) : Optional.empty();
        } catch (Failure e) {
            return Optional.empty(); // links in a circle, or a place where we may not look: no zone gets it either
        }
    }

    private boolean isInstalled(Delivery delivery) {
        return delivery.packages().stream().anyMatch(installed::contains);
    }

    /** The path with links followed of what is in this directory, if nothing at all is there. */
    private Optional<String> missing(Node directory, String path) {
        if (directory.onDisk) {
            return missing(path);
        }
        String name = path.substring(path.lastIndexOf('/'));
        return directory.real.map(real -> real + name).filter(real -> InRootPath.isWellFormed(path));
    }

    /** The path with links followed, if nothing at all is there. */
    private Optional<String> missing(String path) {
        try {
            Path real = layout.resolve(path);
            boolean isAbsent =
                    InRootPath.isWellFormed(path) && !Look.at(layout, real).exists();
            return isAbsent ? Optional.of(layout.shown(real)) : Optional.empty();
        } catch (Failure e) {
            return Optional.empty(); // as above
        }
    }

    /** What lies behind a link is there too if it turned out that what the link leads to is. */
    private void followLinks(Node node, String path, boolean behindLink) {
        node.below.forEach((name, child) -> {
            if (child.real.isEmpty() && !behindLink) {
                return;
            }
            String at = path + "/" + name;
            if (child.real.isEmpty() && !child.packages.isEmpty()) {
                child.real = missing(at).filter(this::isThere);
            }
            child.real.ifPresent(real -> followLinks(child, at, !real.equals(at)));
        });
    }

    private boolean isThere(String path) {
        Node node = root;
        for (String name : path.substring(1).split("/", -1)) {
            node = node.below.getOrDefault(name, new Node(Optional.empty()));
        }
        return node.real.isPresent();
    }

    /** The path as a document can hold it; a component that is not UTF-8, which no configuration can name, is cut off. */
    private static String utf8(String bytes) {
        String text = bytes;
        while (!text.isEmpty() && text.chars().anyMatch(c -> c >= 0x80)) {
            try {
                ByteBuffer raw = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
                return StandardCharsets.UTF_8.newDecoder().decode(raw).toString();
            } catch (CharacterCodingException e) {
                text = text.substring(0, text.lastIndexOf('/', text.length() - 2) + 1);
            }
        }
        return text;
    }

    /** Takes from each directory the packages that one below it has too. @return all packages at or below it */
    private static BitSet keepDeepest(Node node) {
        BitSet below = new BitSet();
        node.below.values().stream()
                .filter(child -> child.real.isPresent())
                .forEach(child -> below.or(keepDeepest(child)));
        BitSet all = (BitSet) below.clone();
        all.or(node.packages);
        node.packages.andNot(below);
        return all;
    }

    private static void build(DirectoryTree.Builder tree, Node node, int depth) {
        node.below.forEach((name, child) -> {
            if (child.real.isPresent()) {
                tree.directory(depth + 1, name);
                if (!child.real.get().equals(node.real.orElse("") + "/" + name)) {
                    tree.link(child.real.get());
                }
                child.packages.stream().forEach(tree::delivers);
                build(tree, child, depth + 1);
            }
        });
    }
}
