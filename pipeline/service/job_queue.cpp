#include "pipeline/service/job_queue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "io/values/errors.h"

namespace osteosign {
namespace {

constexpr std::array state_names{"waiting", "running", "analyzed", "refused", "failed", "superseded"};

std::string name_of(JobState state) { return state_names.at(static_cast<std::size_t>(state)); }

JobState state_named(const std::string& name) {
  for (std::size_t each = 0; each < state_names.size(); ++each)
    if (name == state_names[each]) return static_cast<JobState>(each);
  throw InternalError("a job in the queue has the state " + name);
}

std::set<std::string> words_of(const std::string& line) {
  std::set<std::string> words;
  std::size_t start = 0;
  while (start < line.size()) {
    const std::size_t end = std::min(line.find(' ', start), line.size());
    words.insert(line.substr(start, end - start));
    start = end + 1;
  }
  return words;
}

const std::string& text(const DatabaseValue& value) { return std::get<std::string>(value); }
std::int64_t number(const DatabaseValue& value) { return std::get<std::int64_t>(value); }

}  // namespace

JobQueue::JobQueue(const std::filesystem::path& file) : database_(file) {
  database_.run(
      "CREATE TABLE IF NOT EXISTS jobs (number INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, study TEXT NOT "
      "NULL, "
      "images TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, added INTEGER NOT NULL, "
      "reason TEXT NOT NULL)");
  database_.run("CREATE INDEX IF NOT EXISTS jobs_by_study ON jobs (study)");
  database_.run("CREATE INDEX IF NOT EXISTS jobs_by_state ON jobs (state, number)");
  database_.run(
      "CREATE TABLE IF NOT EXISTS deliveries (job TEXT NOT NULL, study TEXT NOT NULL, node TEXT NOT NULL, "
      "state TEXT NOT NULL, attempts INTEGER NOT NULL, first_try INTEGER NOT NULL, next_try INTEGER NOT "
      "NULL, "
      "reason TEXT NOT NULL, PRIMARY KEY (job, node))");
  database_.run("CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, node, next_try)");
}

void JobQueue::requeue_running() {
  const std::lock_guard lock(mutex_);
  database_.run("UPDATE jobs SET state = 'waiting' WHERE state = 'running'");
}

void JobQueue::retry_failed() {
  const std::lock_guard lock(mutex_);
  database_.run("UPDATE jobs SET state = 'waiting', attempts = 0 WHERE state = 'failed'");
}

bool JobQueue::add(const Job& job, std::int64_t now) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  if (!database_.run("SELECT key FROM jobs WHERE key = ?", {job.key}).empty()) return false;
  database_.run(
      "UPDATE jobs SET state = 'superseded' WHERE study = ? AND state IN ('waiting', 'running', 'failed')",
      {job.study});
  database_.run("UPDATE deliveries SET state = 'superseded' WHERE study = ? AND state = 'waiting'",
                {job.study});
  database_.run(
      "INSERT INTO jobs (key, study, images, state, attempts, added, reason) VALUES (?, ?, ?, 'waiting', 0, "
      "?, '')",
      {job.key, job.study, fmt::format("{}", fmt::join(job.images, " ")), now});
  transaction.commit();
  return true;
}

std::optional<JobState> JobQueue::state_of(const std::string& job) const {
  const std::lock_guard lock(mutex_);
  const auto rows = database_.run("SELECT state FROM jobs WHERE key = ?", {job});
  if (rows.empty()) return std::nullopt;
  return state_named(text(rows[0][0]));
}

std::set<std::string> JobQueue::latest_images(const std::string& study) const {
  const std::lock_guard lock(mutex_);
  const auto rows =
      database_.run("SELECT images FROM jobs WHERE study = ? ORDER BY number DESC LIMIT 1", {study});
  return rows.empty() ? std::set<std::string>{} : words_of(text(rows[0][0]));
}

std::optional<Job> JobQueue::begin_next(const std::set<std::string>& held) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  for (const DatabaseRow& row : database_.run(
           "SELECT key, study, images, attempts FROM jobs WHERE state = 'waiting' ORDER BY number")) {
    if (held.contains(text(row[1]))) continue;
    database_.run("UPDATE jobs SET state = 'running', attempts = attempts + 1 WHERE key = ?", {row[0]});
    transaction.commit();
    return Job{text(row[0]), text(row[1]), words_of(text(row[2])), static_cast<int>(number(row[3])) + 1};
  }
  return std::nullopt;
}

void JobQueue::wait_again(const std::string& job, bool as_if_not_tried) {
  const std::lock_guard lock(mutex_);
  database_.run(
      "UPDATE jobs SET state = 'waiting', attempts = attempts - ? WHERE key = ? AND state = 'running'",
      {std::int64_t{as_if_not_tried ? 1 : 0}, job});
}

void JobQueue::finish(const std::string& job, JobState state, const std::string& reason,
                      const std::vector<std::string>& nodes) {
  const std::lock_guard lock(mutex_);
  Transaction transaction(database_);
  const auto rows = database_.run("SELECT study FROM jobs WHERE key = ? AND state = 'running'", {job});
  if (rows.empty()) return;  // superseded meanwhile
  database_.run("UPDATE jobs SET state = ?, reason = ? WHERE key = ?", {name_of(state), reason, job});
  for (const std::string& node : nodes)
    database_.run("INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, 'waiting', 0, 0, 0, '')",
                  {job, rows[0][0], node});
  transaction.commit();
}

std::optional<Delivery> JobQueue::next_delivery(const std::string& node, std::int64_t now,
                                                const std::set<std::string>& held) const {
  const std::lock_guard lock(mutex_);
  for (const DatabaseRow& row : database_.run(
           "SELECT job, study, attempts, first_try FROM deliveries WHERE state = 'waiting' AND node = ? AND "
           "next_try <= ? ORDER BY next_try, rowid",
           {node, now}))
    if (!held.contains(text(row[1])))
      return Delivery{text(row[0]), text(row[1]), node, static_cast<int>(number(row[2])), number(row[3])};
  return std::nullopt;
}

void JobQueue::delivered(const Delivery& delivery) {
  const std::lock_guard lock(mutex_);
  database_.run("UPDATE deliveries SET state = 'sent', attempts = attempts + 1 WHERE job = ? AND node = ?",
                {delivery.job, delivery.node});
}

void JobQueue::deliver_later(const Delivery& delivery, std::int64_t now, std::int64_t next,
                             const std::string& reason) {
  const std::lock_guard lock(mutex_);
  database_.run(
      "UPDATE deliveries SET attempts = attempts + 1, next_try = ?, reason = ?, "
      "first_try = CASE first_try WHEN 0 THEN ? ELSE first_try END WHERE job = ? AND node = ?",
      {next, reason, now, delivery.job, delivery.node});
}

void JobQueue::give_up(const Delivery& delivery, const std::string& reason) {
  const std::lock_guard lock(mutex_);
  database_.run("UPDATE deliveries SET state = 'given_up', reason = ? WHERE job = ? AND node = ?",
                {reason, delivery.job, delivery.node});
}

void JobQueue::give_up_other_nodes(const std::vector<std::string>& nodes) {
  const std::lock_guard lock(mutex_);
  for (const DatabaseRow& row : database_.run("SELECT DISTINCT node FROM deliveries WHERE state = 'waiting'"))
    if (std::ranges::find(nodes, text(row[0])) == nodes.end())
      database_.run(
          "UPDATE deliveries SET state = 'given_up', reason = 'the node is not configured any more' "
          "WHERE state = 'waiting' AND node = ?",
          {row[0]});
}

std::map<JobState, std::int64_t> JobQueue::job_counts() const {
  const std::lock_guard lock(mutex_);
  std::map<JobState, std::int64_t> counts;
  for (const DatabaseRow& row : database_.run("SELECT state, COUNT(*) FROM jobs GROUP BY state"))
    counts[state_named(text(row[0]))] = number(row[1]);
  return counts;
}

std::int64_t JobQueue::deliveries_waiting() const {
  const std::lock_guard lock(mutex_);
  return number(database_.run("SELECT COUNT(*) FROM deliveries WHERE state = 'waiting'")[0][0]);
}

bool JobQueue::is_finished(const std::string& study) const {
  const std::lock_guard lock(mutex_);
  return database_
      .run(
          "SELECT 1 FROM jobs WHERE study = ? AND state IN ('waiting', 'running') UNION ALL "
          "SELECT 1 FROM deliveries WHERE study = ? AND state = 'waiting' LIMIT 1",
          {study, study})
      .empty();
}

}  // namespace osteosign
