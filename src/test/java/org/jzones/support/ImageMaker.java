package org.jzones.support;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Makes container images: layouts of the OCI in a directory, and archives as docker save makes them. */
public final class ImageMaker {
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    /** How a layer is compressed. */
    public enum Packing {
        PLAIN(""),
        GZIP("+gzip"),
        ZSTD("+zstd");

        private final String suffix;

        Packing(String suffix) {
            this.suffix = suffix;
        }
    }

    private static final class Blob {
        private final byte[] plain;
        private final byte[] packed;
        private final String type;

        Blob(byte[] plain, byte[] packed, String type) {
            this.plain = plain;
            this.packed = packed;
            this.type = type;
        }
    }

    private final Path directory;
    private final List<Blob> layers = new ArrayList<>();
    private String algorithm = "sha256";
    private String platform = "\"os\":\"linux\",\"architecture\":\"" + architecture() + "\"";
    private String run = "\"Entrypoint\":[\"/bin/sh\"]";

    /** @param directory in which the layout is made */
    public ImageMaker(Path directory) {
        this.directory = directory;
    }

    /** What images call the machine we are on. */
    public static String architecture() {
        String name = String.valueOf(System.getProperty("os.arch"));
        return name.equals("aarch64") ? "arm64" : name;
    }

    public ImageMaker algorithm(String name) {
        algorithm = name;
        return this;
    }

    public ImageMaker layer(TarMaker tar) {
        return layer(tar.whole(), Packing.GZIP);
    }

    public ImageMaker layer(byte[] tar, Packing packing) {
        layers.add(new Blob(tar, packed(tar, packing), LAYER + packing.suffix));
        return this;
    }

    /** @param json members of the configuration's object {@code config} */
    public ImageMaker run(String json) {
        run = json;
        return this;
    }

    /** @param json members of the configuration's object */
    public ImageMaker platform(String json) {
        platform = json;
        return this;
    }

    private static byte[] packed(byte[] plain, Packing packing) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = switch (packing) {
            case PLAIN -> packed;
            case GZIP -> new GZIPOutputStream(packed);
            case ZSTD -> new ZstdOutputStream(packed);
        }) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    public String hex(byte[] bytes) {
        try {
            String name = algorithm.equals("sha512") ? "SHA-512" : "SHA-256";
            return HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path file(String digest) {
        return directory.resolve("blobs").resolve(digest.replace(':', '/'));
    }

    /** Writes a blob; its digest. */
    public String blob(byte[] bytes) {
        String digest = algorithm + ":" + hex(bytes);
        write(file(digest), bytes);
        return digest;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes a blob; what is said of it in others.
     *
     * @param more members of its object, with a comma in front
     */
    public String descriptor(String type, byte[] bytes, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + blob(bytes) + "\",\"size\":" + bytes.length + more
                + "}";
    }

    private byte[] config() {
        List<String> sums = layers.stream()
                .map(layer -> "\"" + algorithm + ":" + hex(layer.plain) + "\"")
                .toList();
        return bytes("{" + platform + ",\"config\":{" + run + "},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":" + sums
                + "},\"history\":null}");
    }

    /** Writes configuration, layers and manifest; the descriptor of the last. */
    public String manifest(String more) {
        List<String> blobs = layers.stream()
                .map(layer -> descriptor(layer.type, layer.packed, ""))
                .toList();
        String json =
                "{\"schemaVersion\":2,\"config\":" + descriptor(CONFIG, config(), "") + ",\"layers\":" + blobs + "}";
        return descriptor(MANIFEST, bytes(json), more);
    }

    /** An index of these, as a blob. */
    public String index(String... descriptors) {
        return descriptor(INDEX, bytes("{\"schemaVersion\":2,\"manifests\":" + List.of(descriptors) + "}"), "");
    }

    /** The layout with these in its index. */
    public Path layoutOf(String... descriptors) {
        write(directory.resolve("oci-layout"), bytes("{\"imageLayoutVersion\":\"1.0.0\"}"));
        write(
                directory.resolve("index.json"),
                bytes("{\"schemaVersion\":2,\"manifests\":" + List.of(descriptors) + "}"));
        return directory;
    }

    /** The layout of this image alone. */
    public Path layout() {
        return layoutOf(manifest(""));
    }

    /** As docker save has it, into the directory: configuration and layers, and the list of them. */
    public TarMaker saved(String tag) {
        TarMaker tar = new TarMaker();
        List<String> names = new ArrayList<>();
        for (Blob layer : layers) {
            String name = hex(layer.plain) + ".tar";
            names.add("\"" + name + "\"");
            tar.file(name, new String(layer.packed, StandardCharsets.ISO_8859_1));
        }
        String config = hex(config()) + ".json";
        tar.file(config, new String(config(), StandardCharsets.ISO_8859_1));
        return tar.file(
                "manifest.json",
                "[{\"Config\":\"" + config + "\",\"RepoTags\":[\"" + tag + "\"],\"Layers\":" + names + "}]");
    }
}
