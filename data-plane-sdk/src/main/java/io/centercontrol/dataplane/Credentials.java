package io.centercontrol.dataplane;

/** A user's name and password. */
public record Credentials(String user, String password) {
    /** Records print their fields, and this one must not. */
    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
