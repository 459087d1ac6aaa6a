package org.jzones.flar;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.jzones.archive.CompressOutput;
import org.jzones.archive.TreeArchive;
import org.jzones.file.FileTrouble;
import org.jzones.file.WholeFiles;
import org.jzones.host.LocalTools;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.op.HostRoot;
import org.jzones.op.StillZone;
import org.jzones.op.ZoneSelector;

/** {@code zoneflar create}: a flash archive of a zone's root, without what the zone has of its host (spec 6.1, 6.4). */
public final class FlarCreate {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss", java.util.Locale.ROOT).withZone(ZoneOffset.UTC);

    private final HostRoot host;
    private final LocalTools tools = new LocalTools();
    private final Consumer<Problem> warnings;

    /** @param warnings takes what the caller has to know */
    public FlarCreate(HostRoot host, Consumer<Problem> warnings) {
        this.host = host;
        this.warnings = warnings;
    }

    /**
     * Writes the archive, whole or not at all.
     *
     * @param name of the content
     * @param isCompressed as compress(1) does it
     * @throws Failure if the zone is not installed or runs, if a file cannot be in such an archive, or if the target is there
     */
    public void apply(ZoneSelector selector, String name, boolean isCompressed, Path target) {
        WholeFiles.requireNothing(target);
        int nodes =
                new StillZone(host).read(selector, (config, root) -> write(config, root, name, isCompressed, target));
        if (nodes > 0) {
            warnings.accept(Problem.of(Message.ARCHIVE_NODES, nodes));
        }
    }

    private int write(ZoneConfig config, Path root, String name, boolean isCompressed, Path target) {
        TreeArchive tree = new TreeArchive(root.toString(), path -> isOwn(config, path));
        tools.pack(root, tree::look);
        MessageDigest digest = md5();
        Path beside = target.resolveSibling(target.getFileName() + ".archive");
        // its head tells its length and digest, so that it comes first
        try (WholeFiles payload = new WholeFiles();
                WholeFiles files = new WholeFiles()) {
            try (OutputStream out = new BufferedOutputStream(payload.open(beside), 1 << 17)) {
                tools.pack(root, tar -> writePayload(tree, tar, out, digest, isCompressed));
            }
            Path written = payload.temporaryOf(beside);
            try (OutputStream out = files.open(target);
                    InputStream in = Files.newInputStream(written)) {
                String id = String.format("%032x", new BigInteger(1, digest.digest()));
                out.write(head(name, isCompressed, id, Files.size(written), tree.bytes())
                        .getBytes(StandardCharsets.UTF_8));
                in.transferTo(out);
            }
            files.keep();
        } catch (IOException e) {
            throw FileTrouble.writing(target.toString(), e);
        }
        return tree.nodes();
    }

    private static void writePayload(
            TreeArchive tree, InputStream tar, OutputStream out, MessageDigest digest, boolean isCompressed)
            throws IOException {
        if (isCompressed) {
            CompressOutput compressed = new CompressOutput(out);
            tree.write(tar, new DigestOutputStream(compressed, digest));
            compressed.end();
        } else {
            tree.write(tar, new DigestOutputStream(out, digest));
        }
    }

    /** What lies below an inherit-pkg-dir is the host's; the directory itself is the zone's. */
    private static boolean isOwn(ZoneConfig config, String path) {
        return config.inheritedDirs().stream().noneMatch(dir -> ("/" + path).startsWith(dir + "/"));
    }

    private String head(String name, boolean isCompressed, String id, long archived, long unarchived) {
        String node = tools.nodeName();
        List<String> lines = List.of(
                "FlAsH-aRcHiVe-2.0",
                "section_begin=identification",
                "archive_id=" + id,
                "files_archived_method=cpio",
                "creation_date=" + DATE.format(Instant.now()),
                "creation_master=" + node,
                "content_name=" + name,
                "creation_node=" + node,
                "files_compressed_method=" + (isCompressed ? "compress" : "none"),
                "files_archived_size=" + archived,
                "files_unarchived_size=" + Math.max(1, unarchived),
                "type=FULL",
                "section_end=identification",
                "section_begin=archive");
        return String.join("\n", lines) + "\n";
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
