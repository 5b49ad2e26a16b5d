package io.centercontrol.audit.trail.model;

/**
 * What something was done to.
 *
 * @param type a word of the glossary
 * @param id its id
 */
public record Target(String type, String id) {}
