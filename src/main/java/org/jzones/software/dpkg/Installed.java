package org.jzones.software.dpkg;

/**
 * A package that is installed, as a status file tells.
 *
 * @param pkg its name alone, which packages for several architectures may share
 * @param name the same, with the architecture if that is not the host's own: tells any two apart
 * @param dependencies what Pre-Depends and Depends say, with a comma in between
 * @param provides what Provides says
 */
record Installed(String pkg, String name, String version, String architecture, String dependencies, String provides) {}
