#pragma once

#include "epoll_loop.hpp"
#include "options.hpp"
#include "signing.hpp"
#include "sockets.hpp"
#include "streams.hpp"

#include <sys/eventfd.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <thread>
#include <vector>

/// SIGTERM and SIGINT, blocked in this thread and those to come, to be waited for.
inline sigset_t block_end_signals() {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// A loop and a listener for each thread, until a signal.
template <class Protocol, class Stream>
class thread_loops {
public:
    using loop = epoll_loop<Protocol, Stream>;

    thread_loops(const options& given, typename loop::stream_maker make_stream)
        : address_(parse_endpoint(given.text("--listen", "127.0.0.1:0"))),
          stop_(checked(eventfd(0, EFD_CLOEXEC), "eventfd")) {
        signing_key key(given.secret());
        for (std::size_t i = 0; i < given.count("--threads", 1); ++i) {
            int listener = open_listener(address_);
            address_ = local_address(listener);
            loops_.push_back(std::make_unique<loop>(listener, stop_, Protocol(key), make_stream));
        }
    }

    void run(const char* scheme) {
        sigset_t signals = block_end_signals();
        std::vector<std::thread> threads;
        for (auto& each : loops_) {
            threads.emplace_back([&each] { each->run(); });
        }
        std::printf("listening on %s://127.0.0.1:%u\n", scheme, static_cast<unsigned>(ntohs(address_.sin_port)));
        std::fflush(stdout);
        int received = 0;
        sigwait(&signals, &received);
        checked(eventfd_write(stop_, 1), "eventfd_write");
        for (std::thread& each : threads) {
            each.join();
        }
        report();
    }

private:
    void report() const {
        loop_counters sum;
        for (const auto& each : loops_) {
            sum.calls += each->counters().calls;
            sum.answers += each->counters().answers;
        }
        std::fprintf(stderr, "%.3f system calls for each of %llu sends\n",
                     static_cast<double>(sum.calls) / static_cast<double>(sum.answers == 0 ? 1 : sum.answers),
                     static_cast<unsigned long long>(sum.answers));
    }

    sockaddr_in address_;
    int stop_;
    std::vector<std::unique_ptr<loop>> loops_;
};

/// The main function of a baseline: `--listen`, `--threads`, `--secret`, and `--tls CERTIFICATE KEY`.
template <class Protocol>
int serve_main(int argc, char** argv) {
    try {
        options given(argc, argv);
        if (!given.has("--tls")) {
            auto make_stream = [](int socket) { return plain_stream(socket); };
            thread_loops<Protocol, plain_stream>(given, make_stream).run("http");
            return 0;
        }
        tls_context context = make_server_context(given.text("--tls", "", 1), given.text("--tls", "", 2));
        auto make_stream = [&context](int socket) { return tls_stream(socket, context.get(), true); };
        thread_loops<Protocol, tls_stream>(given, make_stream).run("https");
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
