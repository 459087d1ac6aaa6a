package org.jzones.bench;

/** What every Java program takes at least. */
final class EmptyProgram {
    private EmptyProgram() {}

    public static void main(String[] args) {}
}
