package io.centercontrol.kernel;

/**
 * One value that breaks a rule.
 *
 * @param pointer JSON pointer (RFC 6901) of the value; empty for the document as a whole
 * @param code stable name of the rule, upper snake case
 * @param message what is wrong and what is allowed
 */
public record Violation(String pointer, String code, String message) {}
