"""An admin who installs an app in workspaces, on the app's own pages and with Adobe's login: a browser without a screen.

As a program, for scripts: logs in at a local Frame.io, and goes to the first workspace that is offered; or only logs in, by
the link that an action has shown.

usage: install_admin.py APP_URL FRAMEIO_URL USER install|configure|uninstall|login [FIELD=VALUE...|LINK]
"""
import http.cookiejar
import pathlib
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from html_page import Page  # noqa: E402

LIMIT = 30  # s, for anything that is waited for


def origin_of(url):
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def as_sent(text):
    """Browsers send each line break as two characters."""
    return str(text).replace("\r\n", "\n").replace("\n", "\r\n")


class Admin:
    """One browser, with cookies of its own.

    app_url       where the app's pages are: what its `--public-url` says, or where it listens
    platform_url  of the local Frame.io, which has Adobe's login
    user          who one is there: an id, or a part of a name or an email address
    nap           waits between two looks at a page; without one, it is as long as the page tells browsers to wait
    """

    def __init__(self, app_url, platform_url, user, limit=LIMIT, nap=None):
        self.app_url = app_url.rstrip("/")
        self.platform_url = platform_url.rstrip("/")
        self.user = user
        self.limit = limit
        self._nap = nap
        # Browsers take cookies that are for TLS from their own machine without it, too.
        self.cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(secure_protocols=("http", "https")))
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}),
                                                   urllib.request.HTTPCookieProcessor(self.cookies))

    # What a browser does.

    def send(self, method, where, values=None, headers=None):
        """Any request, a form's for one, where redirects lead. Failures are pages, too, unless nobody answers."""
        url = urllib.parse.urljoin(self.app_url + "/", where)
        body = None
        if method == "POST":
            body = urllib.parse.urlencode({name: as_sent(value) for name, value in (values or {}).items()}).encode()
        elif values:
            url += "?" + urllib.parse.urlencode(values)
        asked = urllib.request.Request(url, body, headers or {}, method=method)
        try:
            answer = self._opener.open(asked, timeout=self.limit)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return Page(answer.status, answer.geturl(), answer.headers, answer.read().decode())

    def open(self, where, **query):
        return self.send("GET", where, query)

    def submit(self, form, values=None, button=None, headers=None):
        """Fills a form in (`Form.filled_in`) and sends it, as its own page would."""
        sent = form.filled_in(values, button)
        return self.send(form.method, form.url, sent, {"Origin": origin_of(form.url), **(headers or {})})

    # Logging in and out.

    def log_in(self):
        """Returns the page that it leads to: the choice of accounts."""
        entered = self.follow("/install/login")
        if not self.is_logged_in(entered):
            raise AssertionError(f"{self.user} is not logged in: {entered}")
        return entered

    def follow(self, link):
        """A link that leads to Adobe's login: also that of an action that wants one. Returns the page at its end."""
        asked = self.open(link)
        if origin_of(asked.url) != origin_of(self.platform_url):
            raise AssertionError(f"{link} does not lead to {self.platform_url}, but to {asked}")
        return self.submit(asked.form("/ims/authorize/v2"), button=self.user)

    def is_logged_in(self, page=None):
        return (page or self.open("/install")).has_form("/install/logout")

    def log_out(self):
        return self.submit(self.open("/install").form("/install/logout"))

    # What there is.

    def accounts(self):
        """Ids, by name."""
        page = self.open("/install")
        return {name: query["account"] for name, query in page.links_to("/install/account")}

    def workspaces(self, account):
        """Ids, by name."""
        page = self.open("/install/account", account=account)
        return {name: query["workspace"] for name, query in page.links_to("/install/workspace")
                if query["account"] == account}

    def status(self, account, workspace):
        """The page of the workspace, which all that follows goes by."""
        return self.open("/install/workspace", account=account, workspace=workspace)

    @staticmethod
    def is_under_way(page):
        return page.headers.get("Refresh") is not None

    @staticmethod
    def is_there(page):
        """Whether there is anything that can be uninstalled: all of the app, or what of it came about."""
        return bool(page.links_to("/install/uninstall"))

    @classmethod
    def is_installed(cls, page):
        """Whether all is there, and the last attempt has said nothing else."""
        return page.status == 200 and not cls.is_under_way(page) and cls.is_there(page) and not page.alerts

    @classmethod
    def is_gone(cls, page):
        return page.status == 200 and page.has_form("/install/apply") and not cls.is_there(page)

    # What changes something. These return when it is done; `begin_` when it was asked for, with the page that says so.

    def install(self, account, workspace, config=None):
        """Also where it is installed already, if there is anything to update or repair."""
        self.accept(self.begin_install(account, workspace, config))
        return self.wait_until_installed(account, workspace)

    def begin_install(self, account, workspace, config=None):
        form = self.status(account, workspace).form("/install/apply")
        return self.submit(form, self._fields(config))

    def configure(self, account, workspace, config, clear=()):
        """`clear`: fields that are not shown, whose answers are to be removed."""
        form = self.status(account, workspace).form("/install/configure")
        values = self._fields(config) | {f"clear_{name}": "on" for name in clear}
        return self.accept(self.submit(form, values))

    def uninstall(self, account, workspace):
        self.accept(self.begin_uninstall(account, workspace))
        return self.wait_until(account, workspace, self.is_gone)

    def begin_uninstall(self, account, workspace):
        asked = self.open("/install/uninstall", account=account, workspace=workspace)
        return self.submit(asked.form("/install/uninstall"))

    @staticmethod
    def _fields(config):
        return {f"config_{name}": value for name, value in (config or {}).items()}

    @staticmethod
    def accept(page):
        """The page, which is to be no refusal."""
        if page.status != 200:
            raise AssertionError(f"refused: {page}")
        return page

    # Waiting.

    def wait_until_installed(self, account, workspace):
        return self.wait_until(account, workspace, self.is_installed)

    def wait_until(self, account, workspace, condition):
        """Asks for the page of the workspace until it is so, and returns it then."""
        end = time.monotonic() + self.limit
        while not condition(seen := self.status(account, workspace)):
            if time.monotonic() > end:
                raise AssertionError(f"{condition.__name__} is not so after {self.limit} s: {seen}")
            self._wait_for_another(seen)
        return seen

    def _wait_for_another(self, page):
        """One that looks again by itself may show something else then."""
        if self._nap:
            self._nap()
        elif self.is_under_way(page):
            time.sleep(int(page.headers["Refresh"]))
        else:
            raise AssertionError(f"nothing is under way: {page}")


SAID = {"install": "is installed in", "configure": "has other settings in", "uninstall": "is gone from"}


def main(arguments):
    if len(arguments) < 4 or arguments[3] not in ("login", *SAID):
        sys.exit(__doc__.strip().splitlines()[-1])
    app, platform, user, what, *more = arguments
    admin = Admin(app, platform, user)
    if what == "login":
        print(f"{user} reads: {admin.accept(admin.follow(more[0])).heading}")
        return
    admin.log_in()
    account, account_id = next(iter(admin.accounts().items()))
    workspace, workspace_id = next(iter(admin.workspaces(account_id).items()))
    config = [] if what == "uninstall" else [dict(each.split("=", 1) for each in more)]
    getattr(admin, what)(account_id, workspace_id, *config)
    print(f"{user} reads: the app {SAID[what]} {account} / {workspace}")


if __name__ == "__main__":
    main(sys.argv[1:])
