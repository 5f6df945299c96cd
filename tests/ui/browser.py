"""A real Chromium, without a screen, driven over WebDriver with the standard library alone."""
import base64
import json
import pathlib
import shutil
import subprocess
import tempfile
import time
import urllib.request

KEYS = {"Tab": "\ue004", "Enter": "\ue007", "Escape": "\ue00c", "Space": " ", "Left": "\ue012", "Up": "\ue013",
        "Right": "\ue014", "Down": "\ue015", "Shift": "\ue008", "Home": "\ue011", "End": "\ue010"}
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Unavailable(Exception):
    """No Chromium can be started here."""


def _post(url, body, method="POST"):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise RuntimeError(json.load(error)["value"]["message"]) from error


class Browser:
    """One window; what it asked the network for and what it complained of is kept."""

    def __init__(self, width=1600, height=1000, dark=False, script=True):
        driver, browser = shutil.which("chromedriver"), shutil.which("chromium")
        if not driver or not browser:
            raise Unavailable("chromium and chromium-driver are not installed")
        self.home = tempfile.TemporaryDirectory(prefix="entente-browser-")
        self.log = open(pathlib.Path(self.home.name, "driver.log"), "w+b")
        self.process = subprocess.Popen([driver, "--port=0"], stdout=self.log, stderr=subprocess.STDOUT)
        self.size = width, height
        try:
            self._open(browser, width, height, dark, script)
        except Exception as error:
            self.close()
            raise Unavailable(f"chromium does not start: {error}") from error

    def _port(self):
        for _ in range(200):
            text = pathlib.Path(self.log.name).read_text(errors="replace")
            if "on port " in text:
                port = text.rsplit("on port ", 1)[1].split(".")[0].strip()
                if port.isdigit():
                    return port
            if self.process.poll() is not None:
                raise RuntimeError(f"chromedriver ended: {text[-300:]}")
            time.sleep(0.05)
        raise RuntimeError("chromedriver names no port")

    def _open(self, browser, width, height, dark, script):
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
                     "--force-device-scale-factor=1", "--lang=en", "--disable-background-networking", "--disable-sync",
                     "--no-first-run", "--disable-component-update", f"--user-data-dir={self.home.name}/profile",
                     f"--window-size={width},{height}", "about:blank"]
        options = {"binary": browser, "args": arguments, "perfLoggingPrefs": {"enableNetwork": True, "enablePage": False}}
        if not script:
            options["prefs"] = {"profile.managed_default_content_settings.javascript": 2}
        capabilities = {"browserName": "chrome", "goog:chromeOptions": options,
                        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"}}
        base = f"http://127.0.0.1:{self._port()}/session"
        session = _post(base, {"capabilities": {"alwaysMatch": capabilities}})
        self.url = f"{base}/{session['sessionId']}"
        self.devtools("Emulation.setDeviceMetricsOverride",
                      width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.devtools("Emulation.setEmulatedMedia",
                      features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
                                {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.open("about:blank")
        self.requests()

    def close(self):
        if hasattr(self, "url"):
            try:
                _post(self.url, None, "DELETE")
            except (OSError, RuntimeError):
                pass
        self.process.terminate()
        self.process.wait(20)
        self.log.close()
        self.home.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def devtools(self, command, **parameters):
        return _post(f"{self.url}/goog/cdp/execute", {"cmd": command, "params": parameters})

    def open(self, path):
        _post(f"{self.url}/url", {"url": pathlib.Path(path).resolve().as_uri() if "://" not in str(path) else str(path)})

    def run(self, script, *arguments):
        """The value of a function body in the page."""
        return _post(f"{self.url}/execute/sync", {"script": script, "args": list(arguments)})

    def find(self, selector):
        return _post(f"{self.url}/element", {"using": "css selector", "value": selector})[ELEMENT]

    def picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(_post(f"{self.url}/screenshot", None, "GET")))

    def messages(self, kind):
        return [json.loads(entry["message"])["message"] if kind == "performance" else entry
                for entry in _post(f"{self.url}/se/log", {"type": kind})]

    def requests(self):
        """Addresses asked for since the last call."""
        return [m["params"]["request"]["url"] for m in self.messages("performance")
                if m["method"] == "Network.requestWillBeSent"]

    def complaints(self):
        return [m["message"] for m in self.messages("browser") if m["level"] in ("SEVERE", "WARNING")]

    def _act(self, *sources):
        _post(f"{self.url}/actions", {"actions": list(sources)})

    def press(self, *keys, hold=None):
        actions = [{"type": "keyDown", "value": KEYS[hold]}] if hold else []
        for key in keys:
            value = KEYS.get(key, key)
            actions += [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        if hold:
            actions.append({"type": "keyUp", "value": KEYS[hold]})
        self._act({"type": "key", "id": "keys", "actions": actions})

    def _mouse(self, actions):
        self._act({"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": actions})

    def move(self, x, y):
        self._mouse([{"type": "pointerMove", "x": int(x), "y": int(y), "duration": 0}])

    def click(self, x, y):
        self._mouse([{"type": "pointerMove", "x": int(x), "y": int(y), "duration": 0},
                     {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}])

    def drag(self, x, y, dx, dy):
        self._mouse([{"type": "pointerMove", "x": int(x), "y": int(y), "duration": 0}, {"type": "pointerDown", "button": 0},
                     {"type": "pointerMove", "x": int(x + dx / 2), "y": int(y + dy / 2), "duration": 20},
                     {"type": "pointerMove", "x": int(x + dx), "y": int(y + dy), "duration": 20},
                     {"type": "pointerUp", "button": 0}])

    def wheel(self, x, y, dy):
        self._act({"type": "wheel", "id": "wheel", "actions": [
            {"type": "scroll", "x": int(x), "y": int(y), "deltaX": 0, "deltaY": int(dy), "duration": 0, "origin": "viewport"}]})
