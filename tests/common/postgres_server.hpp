#pragma once

/// @file
/// A real PostgreSQL server for the length of a test program, and a plain connection to it.

#include <boost/test/unit_test.hpp>

#include <libpq-fe.h>

#include <fcntl.h>
#include <grp.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/temporary_directory.hpp"

namespace frameio_test {

/// A server in a directory of its own, which listens on a socket there and nowhere else. It ends with its owner, also
/// when that is killed. Its superuser is "postgres", who needs no password; "locked" has one, "secret".
class postgres_server {
public:
    postgres_server() {
        if (::geteuid() == 0) {  // which the server does not want to be
            user_ = ::getpwnam("postgres");
            require(user_ != nullptr, "there is no user \"postgres\"");
            require(::chown(directory_.path().c_str(), user_->pw_uid, user_->pw_gid) == 0, "cannot give it the folder");
        }
        // What is written here need not outlive a crash of the machine.
        const pid_t made = run({program("initdb"), "--pgdata=" + data(), "--username=postgres", "--auth=trust",
                                "--no-locale", "--encoding=UTF8", "--no-sync"});
        require(wait_for(made) == 0, "initdb has failed");
        std::ofstream(data() + "/pg_hba.conf") << "local all locked scram-sha-256\nlocal all all trust\n";
        start();
    }
    ~postgres_server() {
        stop();
    }
    postgres_server(const postgres_server&) = delete;
    postgres_server& operator=(const postgres_server&) = delete;

    void start() {
        pid_ = run({program("postgres"), "-D", data(), "-F", "-k", directory_.path().string(), "-c",
                    "listen_addresses=", "-c", "dynamic_shared_memory_type=mmap"});  // which goes with the directory
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        while (PQping(url().c_str()) != PQPING_OK) {
            require(std::chrono::steady_clock::now() < end && ::waitpid(pid_, nullptr, WNOHANG) == 0,
                    "the server does not start");
            ::poll(nullptr, 0, 10);
        }
    }

    /// As if it had crashed.
    void stop() {
        if (pid_ > 0) {
            ::kill(pid_, SIGQUIT);
            wait_for(pid_);
            pid_ = -1;
        }
    }

    std::string url(const std::string& user = "postgres") const {
        return "postgresql://" + user + "@/postgres?host=" + directory_.path().string();
    }

    /// One for all tests of the program.
    static postgres_server& shared() {
        static postgres_server one;
        return one;
    }

private:
    static void require(bool holds, const char* what) {
        if (!holds) {
            throw std::runtime_error(std::string("PostgreSQL: ") + what);
        }
    }

    std::string data() const {
        return (directory_.path() / "data").string();
    }

    /// Debian keeps the server's programs away from the path.
    static std::string program(const std::string& name) {
        std::vector<std::string> found;
        std::error_code ignored;
        for (const auto& each : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
            if (std::filesystem::exists(each.path() / "bin" / name)) {
                found.push_back((each.path() / "bin" / name).string());
            }
        }
        return found.empty() ? name : *std::ranges::max_element(found);
    }

    pid_t run(std::vector<std::string> words) const {
        std::vector<char*> arguments;
        for (std::string& each : words) {
            arguments.push_back(each.data());
        }
        arguments.push_back(nullptr);
        const std::string log = (directory_.path() / "log").string();
        const pid_t parent = ::getpid();
        const pid_t child = ::fork();
        require(child >= 0, "cannot fork");
        if (child == 0) {
            become_its_user();
            ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
            const int to = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
            if (::getppid() == parent && ::dup2(to, STDOUT_FILENO) >= 0 && ::dup2(to, STDERR_FILENO) >= 0) {
                ::execvp(arguments.front(), arguments.data());
            }
            ::_exit(127);
        }
        return child;
    }

    void become_its_user() const {
        if (user_ != nullptr && (::setgroups(0, nullptr) != 0 || ::setgid(user_->pw_gid) != 0 ||
                                 ::setuid(user_->pw_uid) != 0 || ::chdir("/") != 0)) {
            ::_exit(127);
        }
    }

    static int wait_for(pid_t child) {
        int status = 0;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    temporary_directory directory_;
    const passwd* user_ = nullptr;
    pid_t pid_ = -1;
};

/// Another program at the same database.
class postgres_stranger {
public:
    postgres_stranger() : connection_(PQconnectdb(postgres_server::shared().url().c_str())) {
        PQsetNoticeReceiver(connection_, [](void*, const PGresult*) {}, nullptr);
        BOOST_TEST_REQUIRE(PQstatus(connection_) == CONNECTION_OK, PQerrorMessage(connection_));
    }
    ~postgres_stranger() {
        PQfinish(connection_);
    }
    postgres_stranger(const postgres_stranger&) = delete;
    postgres_stranger& operator=(const postgres_stranger&) = delete;

    /// The first column of all rows, with spaces between.
    std::string ask(const std::string& sql) {
        PGresult* const result = PQexec(connection_, sql.c_str());
        const ExecStatusType status = PQresultStatus(result);
        std::string answer;
        for (int row = 0; row < PQntuples(result); ++row) {
            answer.append(row == 0 ? "" : " ").append(PQgetvalue(result, row, 0));
        }
        PQclear(result);
        BOOST_TEST_REQUIRE((status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK),
                           sql << ": " << PQerrorMessage(connection_));
        return answer;
    }

private:
    PGconn* connection_;
};

/// Server processes, with these ids, stand still while this is there.
class stopped_sessions {
public:
    explicit stopped_sessions(const std::string& of) {
        std::istringstream ids(of);
        for (pid_t id = 0; ids >> id;) {
            ids_.push_back(id);
        }
        signal(SIGSTOP);
    }
    ~stopped_sessions() {
        signal(SIGCONT);
    }
    stopped_sessions(const stopped_sessions&) = delete;
    stopped_sessions& operator=(const stopped_sessions&) = delete;

private:
    void signal(int number) const {
        for (const pid_t each : ids_) {
            ::kill(each, number);
        }
    }

    std::vector<pid_t> ids_;
};

}  // namespace frameio_test
