package io.github.ekssdk.spec;

/**
 * The class of the log group that keeps the control plane logs. The constants are CloudWatch Logs' names.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html">Log classes in the
 *     CloudWatch Logs user guide</a>
 * @since 0.1
 */
public enum LogGroupClass {
    /** All that CloudWatch Logs can do. */
    STANDARD,
    /**
     * Cheaper to write, for logs that are seldom looked at: CloudWatch Logs Insights searches them, but there are no metric filters,
     * alarms, subscriptions and Live Tail.
     */
    INFREQUENT_ACCESS
}
