package io.github.ekssdk.internal.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of an IAM user or role.
 *
 * @param prefix all before the kind, such as {@code arn:aws:iam::123456789012:}
 * @param account the id of the account
 * @param kind {@code role} or {@code user}
 * @param path the path with slashes at both ends, or {@code /}
 * @param name the name
 */
public record PrincipalArn(String prefix, String account, String kind, String path, String name) {

    private static final Pattern FORM = Pattern.compile(
            "(arn:[a-z-]+:iam::(\\d{12}):)(role|user)(/(?:\\S+/)?)([^/\\s]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern SESSION = Pattern.compile("(arn:[a-z-]+):sts::(\\d{12}):assumed-role/([^/]+)/.+");

    /** Reads an ARN, in small letters or others; nothing where it is none of a user or role. */
    public static Optional<PrincipalArn> parse(String arn) {
        Matcher matcher = FORM.matcher(arn);
        return matcher.matches()
                ? Optional.of(new PrincipalArn(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        matcher.group(2),
                        matcher.group(3).toLowerCase(Locale.ROOT),
                        matcher.group(4),
                        matcher.group(5)))
                : Optional.empty();
    }

    /** Returns the {@link #key() key} of whoever has an ARN: of the role, where it is that of a session of one. */
    public static String keyOf(String arn) {
        Matcher session = SESSION.matcher(arn);
        String principal = session.matches() ? session.replaceFirst("$1:iam::$2:role/$3") : arn;
        return parse(principal).map(PrincipalArn::key).orElseGet(() -> principal.toLowerCase(Locale.ROOT));
    }

    /** Returns an ARN as aws-auth has it, with nothing between the kind and the name; any other text as it is. */
    public static String withoutPath(String arn) {
        return parse(arn).map(PrincipalArn::withoutPath).orElse(arn);
    }

    /** Tells whether it is a role's. */
    public boolean isRole() {
        return kind.equals("role");
    }

    /** Tells whether it has a path. */
    public boolean hasPath() {
        return !path.equals("/");
    }

    /** The ARN with nothing between the kind and the name. */
    public String withoutPath() {
        return prefix + kind + "/" + name;
    }

    /**
     * The ARN as EKS sees it when somebody logs in: a session does not tell the path of its role, and letters are taken as small.
     */
    public String key() {
        String seen = isRole() ? withoutPath() : toString();
        return seen.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return prefix + kind + path + name;
    }
}
